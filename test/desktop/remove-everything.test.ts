import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { isAlive } from '../sandbox/token-life'
import type { RunningApp } from './harness/app'
import { createPictures, type Pictures } from './harness/pictures'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson } from './sandbox-person'
import { askMain, openSettings } from './window-asks'

describeOnLinux('removing everything from the real app', () => {
  const stage = useDesktop()
  let pictures: Pictures
  const issuedIn = () => join(stage.desktop.folder, 'issued')

  beforeAll(async () => {
    pictures = await createPictures(join(import.meta.dirname, '..', '..', 'out', 'removal'))
  })

  async function launchConnected(...people: readonly string[]): Promise<{ app: RunningApp; issuer: string }> {
    await writeFile(issuedIn(), '')
    const app = await stage.launch({ env: { KEYFOB_SANDBOX_RECORD_SECRETS: issuedIn() } })
    for (const person of people) await connectPerson(person, app.window, stage)
    const { value } = await askMain(app.window, 'listAccounts')
    return { app, issuer: (value as { readonly issuer: string }[])[0]?.issuer ?? '' }
  }

  async function removeAll({ window }: RunningApp): Promise<void> {
    await openSettings(window, 'Security')
    await window.getByRole('button', { name: 'Remove everything…' }).click()
    await window.getByLabel('Type “remove” to continue').fill('remove')
    await pictures.take(window, 'question')
    await window.getByRole('alertdialog').getByRole('button', { name: 'Remove everything' }).click()
  }

  /** How many of the credentials that the server has ever given out it still takes as access tokens. */
  async function alive(issuer: string): Promise<number> {
    const secrets = (await readFile(issuedIn(), 'utf8')).split('\n').filter(({ length }) => length > 12)
    expect(secrets.length).toBeGreaterThan(3)
    const answers = await Promise.all(secrets.map((token) => isAlive(issuer, token)))
    return answers.filter(Boolean).length
  }

  test('the server refuses every token, the keychain is empty, and when it has quit there is no profile', async () => {
    const { app, issuer } = await launchConnected('Ada Lovelace', 'Grace Hopper')
    const { window } = app
    const client = { providerId: 'github', clientId: 'Iv1.0123456789abcdef', credential: 'c'.repeat(40) }
    expect(await askMain(window, 'saveClient', client)).toMatchObject({ ok: true })
    expect(await alive(issuer)).toBe(2)
    expect((await stage.desktop.keyring.entries()).length).toBeGreaterThanOrEqual(3)

    await removeAll(app)
    await window.getByRole('heading', { name: 'Everything has been removed' }).waitFor()
    await window.getByText('2 accounts ended, with proof').waitFor()
    await pictures.take(window, 'removed')
    expect(await alive(issuer)).toBe(0)
    expect(await stage.desktop.keyring.entries()).toEqual([])
    // Nothing that would bring anything here again is answered any more.
    expect(await askMain(window, 'listClients')).toMatchObject({ ok: false, code: 'shutting_down' })

    const ended = new Promise((resolve) => app.electronApp.process().once('exit', resolve))
    await window.getByRole('button', { name: 'Quit Keyfob' }).click()
    await ended
    await expect.poll(() => existsSync(app.profile), { timeout: 15_000 }).toBe(false)
    expect(await stage.desktop.keyring.entries()).toEqual([])
  })

  test('what a crash leaves goes at the next start, which is a first one', async () => {
    const { app } = await launchConnected('Ada Lovelace')
    await removeAll(app)
    await app.window.getByRole('heading', { name: 'Everything has been removed' }).waitFor()
    await app.kill()
    expect(await readdir(app.profile)).toContain('removal.json')

    const again = await stage.launch({ profile: app.profile })
    await again.window.getByRole('button', { name: 'Try the Sandbox Cloud' }).waitFor()
    await expect.poll(() => existsSync(join(app.profile, 'removal.json'))).toBe(false)
    expect(await askMain(again.window, 'listAccounts')).toEqual({ ok: true, value: [] })
    expect(await askMain(again.window, 'listActivity', {})).toEqual({ ok: true, value: [] })
    await again.close()
  })

  test('a locked keychain is told before anything is ended, and what is left can be kept', async () => {
    const { app, issuer } = await launchConnected('Ada Lovelace')
    const { window } = app
    await stage.desktop.keyring.lock()
    await removeAll(app)
    await window.getByRole('heading', { name: 'Some access could not be ended' }).waitFor()
    await window.getByText('Your keychain is locked').waitFor()
    await pictures.take(window, 'locked')
    expect(await alive(issuer)).toBe(1)
    await window.getByRole('button', { name: 'Keep the rest' }).click()
    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await window.getByRole('main').getByRole('listitem').filter({ hasText: 'Ada Lovelace' }).waitFor()
    await app.close()
    expect(existsSync(join(app.profile, 'accounts.json'))).toBe(true)
    expect(existsSync(join(app.profile, 'removal.json'))).toBe(false)
  })
})
