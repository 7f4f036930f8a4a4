import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { signInAndAllow } from '../sandbox/walk'
import type { RunningApp } from './harness/app'
import { describeOnLinux, useDesktop } from './harness/use-desktop'
import { connectPerson } from './sandbox-person'
import { askMain } from './window-asks'

describeOnLinux('providers, in the window', () => {
  const stage = useDesktop()
  let app: RunningApp
  /** The sandbox as any other server: Keyfob is told nothing but its address. */
  let issuer: string

  const account = (label: string) =>
    app.window.getByRole('main').getByRole('listitem').filter({ hasText: label })

  beforeAll(async () => {
    app = await stage.launch()
    await connectPerson('Ada Lovelace', app.window, stage)
    issuer = await issuerOfFirst(app.window)
  })
  afterEach(async () => {
    for (let tries = 0; tries < 3 && (await app.window.getByRole('dialog').count()) > 0; tries += 1)
      await app.window.keyboard.press('Escape')
  })

  async function askForServer(address: string) {
    const { window } = app
    await window.getByRole('navigation').getByRole('button', { name: 'Accounts', exact: true }).click()
    await window.getByRole('button', { name: 'Connect account', exact: true }).click()
    await window.getByRole('button', { name: 'Another provider…' }).click()
    await window.getByLabel('Server address (issuer)').fill(address)
  }

  async function connectAs(person: string) {
    const { window } = app
    await window.getByRole('button', { name: 'Continue in browser' }).click()
    const callback = await signInAndAllow(await stage.browser.nextUrl(), { person })
    await (await stage.browser.open(callback.href)).close()
    await window.getByRole('button', { name: 'Done' }).click()
    await account(person).first().waitFor()
  }

  async function openProviders() {
    const { window } = app
    await window.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
    await window.getByRole('tab', { name: 'Providers' }).click()
    await window.getByRole('region', { name: 'Clients', exact: true }).waitFor()
  }

  test('an address leads from discovery over a client made by the server to an account', async () => {
    const { window } = app
    await askForServer('127.0.0.1')
    await window.getByRole('button', { name: 'Look it up' }).click()
    const wrong = await window.getByText(/Enter a full address/).isVisible()
    await window.getByLabel('Server address (issuer)').fill(issuer)
    await window.getByRole('button', { name: 'Look it up' }).click()
    const protections = window.getByRole('region', { name: 'What protects a sign-in' })
    const told = await protections.textContent()
    await window.getByLabel('Name', { exact: true }).fill('My own cloud')
    await window.getByRole('button', { name: 'Save and continue' }).click()
    await connectAs('Grace Hopper')

    expect(wrong).toBe(true)
    expect(told).toMatch(/PKCE S256.*offered.*iss.*offered/)
    expect(await window.getByRole('heading', { name: /My own cloud/ }).count()).toBeGreaterThan(0)
    await openProviders()
    const client = window.getByRole('region', { name: 'Clients', exact: true }).getByRole('listitem', {
      name: 'My own cloud',
    })
    expect(await client.textContent()).toMatch(/1 account.*From the server/)
  })

  test('a server that is not there is explained, and nothing is kept of it', async () => {
    const { window } = app
    await askForServer('http://127.0.0.1:9')
    await window.getByRole('button', { name: 'Look it up' }).click()
    const said = await window.getByRole('alert').textContent()
    await window.keyboard.press('Escape')
    await openProviders()

    expect(said).toMatch(/127\.0\.0\.1:9/)
    expect(await window.getByRole('listitem', { name: '127.0.0.1:9' }).count()).toBe(0)
  })

  test('a client of one’s own is pasted: what is wrong is explained, the right one is tried, kept and used', async () => {
    const { window } = app
    await askForServer(issuer)
    await window.getByRole('button', { name: 'Look it up' }).click()
    await window.getByLabel('Name', { exact: true }).fill('With my client')
    await window.getByText('I have one', { exact: true }).click()
    await window.getByRole('button', { name: 'Save and continue' }).click()

    const id = window.getByLabel('Client ID', { exact: true })
    const checks = window.getByRole('list', { name: 'Checks of Client ID' })
    // The second letter is Cyrillic.
    await id.fill('kеyfob-sandbox')
    await checks.getByText(/only look like plain letters/).waitFor()
    const kept = await window.getByRole('button', { name: 'Save and continue' }).isDisabled()
    await id.fill('keyfob sandbox')
    await checks.getByText(/a space or a line break in the middle/).waitFor()
    await id.fill('keyfob-sandboxx')
    await checks.getByText('Looks right.').waitFor()
    await window.getByRole('button', { name: 'Try it' }).click()
    const refused = await window.getByRole('alert').textContent()
    await id.fill('Client ID: "keyfob-sandbox"')
    await checks.getByText(/Quotation marks/).waitFor()
    await window.getByRole('button', { name: 'Try it' }).click()
    await window.getByText('With my client knows this client.').waitFor()
    await window.getByRole('button', { name: 'Save and continue' }).click()
    await connectAs('Noor')

    expect(kept).toBe(true)
    expect(refused).toContain('does not know this client')
    await openProviders()
    const row = window.getByRole('region', { name: 'Clients', exact: true }).getByRole('listitem', {
      name: 'With my client',
    })
    expect(await row.textContent()).toMatch(/1 account.*keyfob-sandbox.*Your own/)
  })

  test('the address to enter at a provider is on the clipboard, character by character', async () => {
    const { window } = app
    await openProviders()
    await window.getByRole('button', { name: 'Replace the With my client client' }).click()
    await window.getByRole('button', { name: /^Copy http/ }).click()

    await expect
      .poll(() => app.electronApp.evaluate(({ clipboard }) => clipboard.readText()))
      .toBe('http://127.0.0.1/callback')
  })

  test('the guide of a provider opens its console, keeps the secret in the keychain and shows it nowhere', async () => {
    const { window } = app
    await openProviders()
    await window.getByRole('button', { name: 'Set up a client…' }).click()
    // One that says nothing of a client before the first sign-in: nobody outside is asked.
    await window.getByRole('dialog').getByRole('button', { name: 'Netlify', exact: true }).click()
    await window.getByRole('button', { name: 'Open the page' }).click()
    const page = await stage.browser.nextUrl()
    const clientId = 'Qm3vX1ZtLw8yRk2nBc7dEf5gHj9pTs4u'
    const credential = 'c0ffeec0ffeec0ffeec0ffeec0ffee42'
    await window.getByLabel('Client ID', { exact: true }).fill(clientId)
    await window.getByLabel('Secret', { exact: true }).fill(clientId)
    await window.getByText(/The same value was pasted twice/).waitFor()
    await window.getByLabel('Secret', { exact: true }).fill(credential)
    await window.getByRole('list', { name: 'Checks of Secret' }).getByText('Looks right.').waitFor()
    await window.getByRole('button', { name: 'Save', exact: true }).click()
    const row = window.getByRole('region', { name: 'Clients', exact: true }).getByRole('listitem', {
      name: 'Netlify',
    })
    await row.waitFor()

    expect(page).toBe('https://app.netlify.com/user/applications')
    expect(await row.textContent()).toMatch(/Your own.*secret in the keychain/)
    expect(await window.content()).not.toContain(credential)
    await row.getByRole('button', { name: /^More about/ }).click()
    await window.getByRole('menuitem', { name: 'Remove…' }).click()
    await window.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await row.waitFor({ state: 'detached' })
  })

  test('endpoints entered by hand connect too, and such a provider is carried over as text', async () => {
    const { window } = app
    await askForServer(issuer)
    await window.getByRole('button', { name: 'Enter the endpoints by hand' }).click()
    await window.getByLabel('Name', { exact: true }).fill('By hand')
    await window.getByLabel('Authorization endpoint').fill(`${issuer}/oauth/authorize`)
    await window.getByLabel('Token endpoint').fill(`${issuer}/oauth/token`)
    await window.getByLabel('Revocation endpoint (optional)').fill(`${issuer}/oauth/revoke`)
    await window.getByLabel('Permissions (scopes), one per line').fill('* openid\n* profile See your name')
    await window.getByLabel('Address that says who it is').fill(`${issuer}/api/v1/me`)
    await window.getByLabel('Field with the name (optional)').fill('name')
    await window.getByRole('button', { name: 'Save and continue' }).click()
    await window.getByLabel('Client ID', { exact: true }).fill('keyfob-sandbox')
    await window.getByRole('button', { name: 'Save and continue' }).click()
    await connectAs('Grace Hopper')

    await openProviders()
    await window.getByRole('button', { name: 'More about By hand', exact: true }).click()
    await window.getByRole('menuitem', { name: 'Copy as text' }).click()
    await window.getByText('By hand as text copied.').waitFor()
    const copied = await app.electronApp.evaluate(({ clipboard }) => clipboard.readText())
    await window.getByRole('button', { name: 'Import…' }).click()
    await window.getByLabel('Exported text').fill(copied)
    await window.getByRole('button', { name: 'Read it' }).click()
    await window.getByLabel('Name', { exact: true }).fill('Carried over')
    await window.getByRole('button', { name: 'Save', exact: true }).click()
    await window.getByRole('listitem', { name: 'Carried over' }).waitFor()

    expect(JSON.parse(copied)).toMatchObject({ name: 'By hand', issuer })
    await window.getByRole('button', { name: 'More about By hand', exact: true }).click()
    await window.getByRole('menuitem', { name: 'Remove…' }).click()
    await window.getByText(/is connected through it/).waitFor()
  })

  test('what was added is there after a restart', async () => {
    const { profile } = app
    await app.close()
    app = await stage.launch({ profile })
    await openProviders()

    for (const name of ['My own cloud', 'With my client', 'By hand', 'Carried over']) {
      await app.window
        .getByRole('region', { name: 'Your own providers' })
        .getByRole('listitem', { name })
        .waitFor()
    }
  })
})

async function issuerOfFirst(window: Page): Promise<string> {
  const { value } = await askMain(window, 'listAccounts')
  return (value as { issuer: string }[])[0]?.issuer ?? ''
}
