import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { act, fireEvent, key, pending, press, screen, settle, show, type, within } from './show'
import { makeAccount, manyAccounts } from './world/accounts'
import { makeClient } from './world/clients'
import { connectFlow } from './world/flows'

const now = Date.now()

describe('the accounts screen', () => {
  it('welcomes a newcomer with two buttons, and Sandbox Cloud opens at its permissions', async () => {
    await show()
    expect(screen.getByRole('button', { name: 'Connect an account' })).toBeDefined()
    await press('button', 'Try the Sandbox Cloud')
    const dialog = screen.getByRole('dialog', { name: 'Connect Sandbox Cloud' })
    expect(within(dialog).getByRole('checkbox', { name: /^Servers/ })).toBeDefined()
  })

  it('calls nothing empty before the accounts have arrived', async () => {
    await show({}, { listAccounts: () => new Promise(() => undefined) })
    expect(screen.queryByRole('button', { name: 'Connect an account' })).toBeNull()
  })

  it('shows each account by its provider, with its health in words', async () => {
    await show({ accounts: manyAccounts(now) })
    const github = screen.getByRole('region', { name: /GitHub/ })
    expect(
      within(github)
        .getAllByRole('listitem')
        .map((item) => item.getAttribute('aria-label')),
    ).toEqual(['octavia', 'acme-octavia'])
    const row = screen.getByRole('listitem', { name: 'Acme production' })
    expect(row.textContent).toContain('Working')
    expect(row.textContent).toContain('renews itself in 29 days')
    expect(screen.getByRole('listitem', { name: 'Ada Sandbox' }).textContent).toContain(
      'Kept for this session only',
    )
  })

  it('says of each account how well it is protected, and explains each protection', async () => {
    await show({ accounts: manyAccounts(now) })
    const protections = screen.getByRole('button', { name: 'What protects Acme production' })
    expect(protections.textContent).toBe('4 protections')
    expect(protections.title).toContain('PKCE S256')
    await press('button', 'What protects Acme production')
    expect(screen.getByRole('dialog').textContent).toContain('A stolen one-time code is useless')
  })

  it('finds accounts by any word of them, and says when there is none', async () => {
    await show({ accounts: manyAccounts(now) })
    const box = screen.getByRole('searchbox', { name: 'Find an account' })
    const shown = () =>
      within(screen.getByRole('main'))
        .getAllByRole('listitem')
        .map((item) => item.getAttribute('aria-label'))
    await type(box, 'github private')
    expect(shown()).toContain('acme-octavia')
    expect(shown()).not.toContain('octavia')
    await type(box, 'nobody')
    expect(screen.getByText('No account matches “nobody”')).toBeDefined()
    await press('button', 'Show all accounts')
    expect(shown()).toContain('Acme production')
  })

  it('puts accounts in the person’s order, told aloud, and has main remember it', async () => {
    const { fake } = await show({ accounts: manyAccounts(now) })
    await press('button', 'More about Side projects')
    await press('menuitem', 'Move up')
    expect(fake.requestsOf('arrangeAccounts')).toMatchObject([
      { accountIds: ['side', 'acme', 'octavia', 'acme-octavia', 'google', 'work', 'ada'] },
    ])
    expect(
      within(screen.getByRole('region', { name: /DigitalOcean/ }))
        .getAllByRole('listitem')
        .map((item) => item.getAttribute('aria-label')),
    ).toEqual(['Side projects', 'Acme production'])
    expect(screen.getByText('Side projects is now 1 of 7.')).toBeDefined()
  })

  it('warns of a client secret that runs out, and leads to where it is replaced', async () => {
    const client = makeClient('digitalocean', {
      accountIds: ['a'],
      credentialState: 'expires_soon',
      credentialExpiresAt: now + 5 * 86_400_000,
    })
    await show({ accounts: [makeAccount('a', now, { label: 'Acme' })], clients: [client] })
    expect(screen.getByRole('listitem', { name: 'Acme' }).textContent).toContain('Client secret expires soon')
    await press('button', 'Replace the client secret of Acme')
    expect(screen.getByRole('tab', { name: 'Providers', selected: true })).toBeDefined()
  })

  it('says why an account needs the person, in one click', async () => {
    await show({ accounts: manyAccounts(now) })
    await press('button', 'Why Acme (work) needs you')
    const dialog = screen.getByRole('dialog', { name: 'Why Acme (work) needs you' })
    expect(within(dialog).getByRole('alert').textContent).toContain('the password was changed')
  })

  it('leaves open what was asked for while an account was still being tried again', async () => {
    const renewed = pending<Account>()
    const health = { state: 'unreachable', code: 'server_error', since: now } as const
    const acme = makeAccount('acme', now, { label: 'Acme', health })
    const ada = makeAccount('ada', now, { label: 'Ada', health })
    await show({ accounts: [acme, ada] }, { renewAccount: () => renewed.promise })
    await press('button', 'Why?', screen.getByRole('listitem', { name: 'Acme' }))
    await press('button', 'Try again', screen.getByRole('dialog'))
    await press('button', 'Close')
    await press('button', 'Why?', screen.getByRole('listitem', { name: 'Ada' }))
    expect(screen.getByRole('dialog', { name: /Ada/ })).toBeDefined()
    await act(async () => renewed.resolve(acme))
    await settle()
    expect(screen.getByRole('dialog', { name: /Ada/ })).toBeDefined()
  })

  it('asks for the client again where it was not accepted, and connects the account with it', async () => {
    const health = { state: 'unreachable', code: 'invalid_client', since: now } as const
    const service = makeAccount('ada', now, {
      providerId: 'sandbox',
      label: 'Ada',
      flow: 'client_credentials',
      health,
    })
    const { fake } = await show({ accounts: [service, makeAccount('acme', now, { label: 'Acme', health })] })
    await press('button', 'Why?', screen.getByRole('listitem', { name: 'Acme' }))
    await press('button', 'Enter the client again')
    expect(screen.getByLabelText('Client secret')).toBeDefined()
    await press('button', 'Close')

    await press('button', 'Why?', screen.getByRole('listitem', { name: 'Ada' }))
    await press('button', 'Enter the client again')
    expect(fake.requestsOf('connect')).toEqual([])
    await type(screen.getByLabelText('Client ID'), 'kf_7d2')
    await type(screen.getByLabelText('Client secret'), 'new')
    await press('button', 'Connect service account')
    expect(fake.requestsOf('connect')).toMatchObject([
      { accountId: 'ada', kind: 'client_credentials', client: { id: 'kf_7d2', credential: 'new' } },
    ])
  })

  it('offers Reconnect in place of Browse for an account that has ended, and asks for what it had', async () => {
    const { fake } = await show({ accounts: manyAccounts(now) })
    const row = screen.getByRole('listitem', { name: 'Acme (work)' })
    expect(within(row).queryByRole('button', { name: 'Browse' })).toBeNull()
    await press('button', 'Reconnect', row)
    expect(fake.requestsOf('connect')).toMatchObject([
      {
        accountId: 'work',
        providerId: 'microsoft',
        kind: 'authorization_code',
        scopes: ['Files.Read'],
        kept: 'keychain',
      },
    ])
  })

  it('renames on Enter and shows the new name everywhere at once', async () => {
    const { fake } = await show({ accounts: [makeAccount('a', now, { label: 'Old name' })] })
    await press('button', 'More about Old name')
    await press('menuitem', 'Rename…')
    const field = screen.getByRole('textbox', { name: 'Name' })
    await type(field, '  New name  ')
    await press('button', 'Save')
    expect(fake.requestsOf('renameAccount')).toEqual([{ accountId: 'a', label: 'New name' }])
    expect(screen.getByRole('listitem', { name: 'New name' })).toBeDefined()
    expect(screen.queryByText('Old name')).toBeNull()
  })

  it('tells in words when renewing now did not work', async () => {
    await show(
      { accounts: [makeAccount('a', now)] },
      {
        renewAccount: async () => {
          throw new Failure('offline', 'no network')
        },
      },
    )
    await press('button', 'More about a')
    await press('menuitem', 'Renew now')
    expect(screen.getByRole('region', { name: 'Notices' }).textContent).toContain('You are offline')
  })

  it('leads from an account to how it was connected', async () => {
    await show({ accounts: manyAccounts(now), flows: [connectFlow(now - 60_000)] })
    await press('button', 'More about Acme production')
    await press('menuitem', 'How it was connected')
    expect(screen.getByRole('heading', { name: 'How Acme production was connected' })).toBeDefined()
  })

  it('shows strings from providers as text, never as markup', async () => {
    const nasty = '<img src=x onerror=alert(1)> <b>Bold</b>'
    await show({ accounts: [makeAccount('a', now, { label: nasty, person: { subject: '1', name: nasty } })] })
    expect(screen.getByRole('listitem', { name: nasty })).toBeDefined()
    expect(document.querySelector('img')).toBeNull()
  })

  it('redraws when main announces that an account has ended', async () => {
    const account = makeAccount('a', now, { label: 'Acme' })
    const { fake } = await show({ accounts: [account] })
    await act(async () => {
      const health = { state: 'needs_reconnecting', code: 'invalid_grant', since: now } as const
      fake.change(() => ({ accounts: [{ ...account, health }] }))
    })
    await settle()
    expect(screen.getByRole('listitem', { name: 'Acme' }).textContent).toContain('Needs reconnecting')
    expect(screen.getByRole('list', { name: '1 account needs you' })).toBeDefined()
  })
})

describe('the shell', () => {
  it('says beside the screens that an account has run out, a minute later at most', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now })
    onTestFinished(() => void vi.useRealTimers())
    await show({ accounts: [makeAccount('a', now, { renewable: false, expiresAt: now + 30_000 })] })
    const beside = screen.getByRole('region', { name: 'Connected' })
    expect(within(beside).getByText('Expires soon')).toBeDefined()
    await act(async () => vi.advanceTimersByTime(60_000))
    expect(within(beside).getByText('Expired')).toBeDefined()
  })

  it('shows where secrets are kept and whether that works', async () => {
    const { fake } = await show()
    expect(screen.getByRole('button', { name: /GNOME Keyring unlocked/ })).toBeDefined()
    await act(async () => fake.change(() => ({ vault: { state: 'locked', name: 'GNOME Keyring' } })))
    expect(screen.getByRole('button', { name: 'GNOME Keyring locked' })).toBeDefined()
  })

  it('says above the accounts that the keychain is locked, looks again on wish, and is quiet when it works', async () => {
    let state: 'locked' | 'available' = 'locked'
    const checkVault = async () => ({ state, name: 'GNOME Keyring' })
    await show({ accounts: manyAccounts(now) }, { checkVault })
    expect(screen.getByText(/^GNOME Keyring is locked\. Unlock it/).closest('[role="status"]')).not.toBeNull()
    state = 'available'
    await press('button', 'Check again')
    expect(screen.queryByText(/^GNOME Keyring is locked/)).toBeNull()
  })

  it('follows the appearance chosen in Settings', async () => {
    const { fake } = await show()
    await press('button', 'Settings')
    await press('tab', 'Appearance')
    await press('radio', /Dark/)
    expect(fake.requestsOf('changeSettings')).toEqual([{ appearance: 'dark' }])
    expect(document.documentElement.dataset.appearance).toBe('dark')
  })

  it('opens the search on Ctrl-K and goes where Enter says', async () => {
    const { services } = await show({ accounts: manyAccounts(now) })
    await key(document.body, 'k', { ctrlKey: true })
    const field = screen.getByRole('searchbox', { name: 'Search everything' })
    await type(field, 'side')
    await press('menuitem', /Side projects/)
    expect(services.navigation.current()).toMatchObject({ screen: 'browse', accountId: 'side' })
  })

  it('goes back with Alt-Left, but not from behind a dialog', async () => {
    const { services } = await show({ accounts: manyAccounts(now) })
    await press('button', 'Activity')
    await key(document.body, '1', { ctrlKey: true })
    await press('button', 'Connect account')
    await key(document.body, 'ArrowLeft', { altKey: true })
    expect(services.navigation.current()).toEqual({ screen: 'accounts' })
    await press('button', 'Close')
    await key(document.body, 'ArrowLeft', { altKey: true })
    expect(services.navigation.current()).toEqual({ screen: 'activity' })
  })

  it('tells what happens over a dialog too, and the notice can be closed there', async () => {
    const { fake } = await show({ accounts: manyAccounts(now) })
    await press('button', 'Connect account')
    await act(async () => fake.emit('notice', { id: 'u', kind: 'update_available', subject: '0.2.0' }))
    const region = screen.getByRole('region', { name: 'Notices' })
    expect(region.closest('[inert], [aria-hidden="true"]')).toBeNull()
    await press('button', 'Close', region)
    expect(region.textContent).toBe('')
    expect(screen.getByRole('dialog')).toBeDefined()
  })

  it('goes back with the mouse’s button for it, but not from behind a dialog', async () => {
    const { services } = await show({ accounts: manyAccounts(now) })
    const pressBack = () => act(async () => void fireEvent.mouseUp(document.body, { button: 3 }))
    await press('button', 'Activity')
    await key(document.body, '1', { ctrlKey: true })
    await press('button', 'Connect account')
    await pressBack()
    expect(services.navigation.current()).toEqual({ screen: 'accounts' })
    await press('button', 'Close')
    await pressBack()
    expect(services.navigation.current()).toEqual({ screen: 'activity' })
  })

  it('stays on a Mac when Option and an arrow go through the words of a field', async () => {
    vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel')
    const { services } = await show({ accounts: manyAccounts(now) })
    await press('button', 'Activity')
    await key(document.body, 'ArrowLeft', { altKey: true })
    expect(services.navigation.current()).toEqual({ screen: 'activity' })
    await key(document.body, '[', { metaKey: true })
    expect(services.navigation.current()).toEqual({ screen: 'accounts' })
    vi.restoreAllMocks()
  })
})

describe('the lock', () => {
  it('hides every account at once, and shows them again once it is open', async () => {
    await show({ accounts: manyAccounts(now) })
    await press('button', /GNOME Keyring/)
    await press('button', 'Lock now')
    expect(screen.getByRole('heading', { name: 'Keyfob is locked' })).toBeDefined()
    expect(document.body.textContent).not.toContain('Acme production')
    await press('button', 'Unlock')
    expect(screen.getByRole('button', { name: 'Lock now' })).toBeDefined()
    expect(document.body.textContent).toContain('Acme production')
  })

  it('closes the search, and no key opens it or anything else behind it', async () => {
    const { fake } = await show({ accounts: manyAccounts(now) })
    await key(document.body, 'k', { ctrlKey: true })
    await act(async () => fake.change(() => ({ locked: true })))
    await settle()
    await key(document.body, 'k', { ctrlKey: true })
    await key(document.body, 'F1')
    await act(async () => fake.change(() => ({ locked: false })))
    await settle()
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.body.textContent).toContain('Acme production')
  })

  it('says why it could not be opened', async () => {
    await show(
      { locked: true },
      {
        unlock: async () => {
          throw new Failure('vault_locked', 'locked')
        },
      },
    )
    await press('button', 'Unlock')
    expect(screen.getByRole('alert').textContent).toContain('Your keychain is locked')
    expect(screen.getByRole('button', { name: 'Unlock' })).toBeDefined()
  })
})
