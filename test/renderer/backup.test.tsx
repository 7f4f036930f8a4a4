import { describe, expect, it } from 'vitest'
import type { ImportReport } from '../../shared/backup'
import { Failure } from '../../shared/failure'
import { act, press, screen, settle, show, within } from './show'
import { makeAccount } from './world/accounts'

const now = Date.now()
const arrived = (id: string, label: string) =>
  makeAccount(id, now, {
    label,
    providerId: 'google',
    health: { state: 'needs_reconnecting', code: 'vault_entry_missing', since: now },
  })
const acme = arrived('acme', 'Acme')
const side = arrived('side', 'Side')
const report: ImportReport = {
  added: [acme, side],
  skipped: [
    { label: 'Lab', providerId: 'sandbox', reason: 'on_the_other_computer' },
    { label: 'Me', providerId: 'github', reason: 'already_here' },
  ],
  providers: [{ name: 'Acme Login', host: 'login.acme.example' }],
  clientsToEnter: [{ providerId: 'github', clientId: 'Iv1.abc' }],
}

async function open(calls: Parameters<typeof show>[1] = {}) {
  const shown = await show({ accounts: [acme, side] }, calls)
  await press('button', 'Settings')
  await press('tab', 'Backup')
  return shown
}

async function importIt() {
  const shown = await open({ openBackup: async () => ({ kind: 'imported', file: '/tmp/mine.json', report }) })
  await press('button', 'Choose a backup…')
  return shown
}

describe('a backup', () => {
  it('says where it was saved, and nothing when no file was chosen', async () => {
    let file: string | undefined
    await open({
      saveBackup: async () => (file ? { kind: 'saved', file, accounts: 2 } : { kind: 'no_file' }),
    })
    await press('button', 'Save a backup…')
    expect(screen.queryByText(/saved to/)).toBeNull()
    file = '/home/ada/Keyfob 2026-11-22.json'
    await press('button', 'Save a backup…')
    expect(screen.getByText('2 accounts saved to /home/ada/Keyfob 2026-11-22.json')).toBeTruthy()
  })

  it.each([
    ['backup_damaged', 'The backup is incomplete'],
    ['backup_foreign', 'That is not a Keyfob backup'],
    ['backup_newer', 'The backup comes from a newer Keyfob'],
    ['backup_too_large', 'mine.json is too large for a backup'],
    ['backup_unreadable', 'mine.json cannot be opened'],
    ['backup_invalid', 'The backup contains something it should not'],
  ] as const)('that cannot be read says why: %s', async (code, title) => {
    await open({
      async openBackup() {
        throw new Failure(code, 'no', { facts: { subject: 'mine.json' } })
      },
    })
    await press('button', 'Choose a backup…')
    expect(within(screen.getByRole('alert')).getByText(title)).toBeTruthy()
  })
})

describe('after an import', () => {
  it('each account is reconnected by its own button, the next one first, and says so when it works', async () => {
    const { fake, services } = await importIt()
    const row = screen.getByRole('listitem', { name: 'Acme' })
    expect(within(row).getByText('Waiting for you')).toBeTruthy()
    expect(screen.getByText('0 of 2 reconnected')).toBeTruthy()
    await press('button', 'Reconnect Acme')
    expect(services.store.get().connecting).toEqual({ accountId: 'acme', providerId: 'google' })
    await act(async () => services.commands.stopConnecting())

    await act(async () =>
      fake.change(() => ({ accounts: [{ ...acme, health: { state: 'working' } }, side] })),
    )
    await settle()
    expect(within(screen.getByRole('listitem', { name: 'Acme' })).getByText('Working')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Reconnect Acme' })).toBeNull()
    expect(screen.getByText('1 of 2 reconnected')).toBeTruthy()
    await act(async () => fake.change(() => ({ accounts: [{ ...acme, health: { state: 'working' } }] })))
    await settle()
    expect(within(screen.getByRole('listitem', { name: 'Side' })).getByText('Removed since')).toBeTruthy()
    expect(screen.getByText('All of them work again.')).toBeTruthy()
  })

  it('what was left out says why, and what has to be entered again is named', async () => {
    await importIt()
    expect(screen.getByText('2 accounts left out')).toBeTruthy()
    expect(screen.getByText(/its server ran on the other computer/)).toBeTruthy()
    expect(screen.getByText(/GitHub · is already connected here/)).toBeTruthy()
    expect(screen.getByText('login.acme.example')).toBeTruthy()
    expect(screen.getByText('Iv1.abc')).toBeTruthy()
    await press('button', 'Go to Providers')
    await press('tab', 'Backup')
    expect(screen.getByText('2 accounts restored')).toBeTruthy()
    await press('button', 'Close this list')
    expect(screen.queryByText('2 accounts restored')).toBeNull()
  })

  it('a lock takes the list away', async () => {
    const { fake, services } = await importIt()
    await act(async () => fake.change(() => ({ locked: true })))
    expect(services.store.get().imported).toBeUndefined()
    expect(document.body.textContent).not.toContain('Acme')
  })
})
