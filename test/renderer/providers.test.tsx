import { describe, expect, it } from 'vitest'
import type { ClientTrial } from '../../shared/client'
import type { ConnectOutcome } from '../../shared/connect'
import { act, key, pending, press, screen, settle, show, type, waitFor, within } from './show'
import { manyAccounts } from './world/accounts'
import { acmePolicy, makeClient, manyClients, savedAcme } from './world/clients'
import { providers } from './world/providers'

const now = Date.now()
const never = () => pending<ConnectOutcome>().promise

async function openSettings(...args: Parameters<typeof show>) {
  const shown = await show(...args)
  await act(async () => shown.services.navigation.go({ screen: 'settings', tab: 'providers' }))
  await settle()
  return shown
}

async function openGuide(calls: Parameters<typeof show>[1] = {}, provider = 'Google') {
  const shown = await show({ accounts: manyAccounts(now) }, { connect: never, ...calls })
  await press('button', 'Connect account')
  await press('button', provider)
  return shown
}

async function paste(label: string, value: string) {
  await type(screen.getByLabelText(label), value)
}

describe('a provider without a client', () => {
  it('leads to its guide: the page, the address to copy, what to tick there', async () => {
    const { fake } = await openGuide()
    const dialog = screen.getByRole('dialog', { name: 'Set up Google' })
    expect(dialog.textContent).toContain('create a client of the type “Desktop app”')
    expect(dialog.textContent).toContain('Google Drive API')
    await press('button', 'Open the page')
    await press('button', 'Copy http://127.0.0.1')
    expect(fake.requestsOf('openWebPage')).toEqual([{ url: 'https://console.cloud.google.com/auth/clients' }])
    expect(fake.requestsOf('copyText')).toEqual([{ text: 'http://127.0.0.1' }])
    expect(screen.getByRole('button', { name: 'Copied' })).toBeDefined()
  })

  it('has what is pasted looked at while it is pasted, and tells each fault below its field', async () => {
    await openGuide()
    await paste('Client ID', ' GOCSPX-not-a-real-one ')
    const checks = await screen.findByRole('list', { name: 'Checks of Client ID' })
    await waitFor(() => expect(checks.textContent).toContain('This looks like the secret'))
    expect(checks.textContent).toContain('Spaces around the Client ID were removed.')
    expect(screen.getByRole('button', { name: 'Save and continue' })).toHaveProperty('disabled', true)
    await paste('Client ID', 'Iv1.0123')
    await waitFor(() => expect(checks.textContent).toContain('This looks like a Client ID of GitHub'))
    expect(screen.getByRole('button', { name: 'Save and continue' })).toHaveProperty('disabled', false)
    await paste('Client ID', 'keyfob.apps')
    await waitFor(() => expect(checks.textContent).toBe('Looks right.'))
  })

  it('has the client tried and saved, and goes on to the permissions', async () => {
    const { fake } = await openGuide()
    await paste('Client ID', 'keyfob.apps')
    await paste('Client secret', 'not-a-real-secret')
    await press('button', 'Save and continue')
    const sent = { providerId: 'google', clientId: 'keyfob.apps', credential: 'not-a-real-secret' }
    expect(fake.requestsOf('tryClient')).toEqual([sent])
    expect(fake.requestsOf('saveClient')).toEqual([sent])
    expect(screen.getByRole('dialog', { name: 'Connect Google' })).toBeDefined()
    expect(document.body.innerHTML).not.toContain('not-a-real-secret')
    await press('button', 'Continue in browser')
    expect(fake.requestsOf('connect')).toMatchObject([{ providerId: 'google', kind: 'authorization_code' }])
  })

  it('keeps a client that the provider refuses from being saved unless the person insists', async () => {
    const refused: ClientTrial = {
      outcome: 'refused',
      failure: { code: 'invalid_client', message: 'no', facts: { status: 401 } },
    }
    const { fake } = await openGuide({ tryClient: async () => refused })
    await paste('Client ID', 'keyfob.apps')
    await press('button', 'Save and continue')
    expect(screen.getByRole('alert').textContent).toContain('Google does not know this client')
    expect(fake.requestsOf('saveClient')).toEqual([])
    await paste('Client ID', 'keyfob2.apps')
    expect(screen.queryByRole('alert')).toBeNull()
    await press('button', 'Save and continue')
    await press('button', 'Save anyway')
    expect(fake.requestsOf('saveClient')).toEqual([{ providerId: 'google', clientId: 'keyfob2.apps' }])
  })

  it('keeps what is being tried and saved from being corrected meanwhile', async () => {
    const trial = pending<ClientTrial>()
    const { fake } = await openGuide({ tryClient: () => trial.promise })
    await paste('Client ID', 'keyfob.apps')
    await press('button', 'Save and continue')
    expect(screen.getByLabelText('Client ID')).toHaveProperty('readOnly', true)
    await act(async () => trial.resolve({ outcome: 'accepted' }))
    await settle()
    expect(fake.requestsOf('saveClient')).toEqual([{ providerId: 'google', clientId: 'keyfob.apps' }])
  })

  it('saves nothing without an id, and says so', async () => {
    const { fake } = await openGuide()
    await press('button', 'Save and continue')
    expect(screen.getByText('This is required.')).toBeDefined()
    expect(fake.requestsOf('saveClient')).toEqual([])
  })
})

describe('a provider with an address of its own', () => {
  it('asks for it, refuses one that a token must not go to, and connects there', async () => {
    const { fake } = await openGuide({}, 'GitLab')
    const address = screen.getByLabelText('Address of your GitLab')
    expect(address).toHaveProperty('value', 'https://gitlab.com')
    await type(address, 'http://git.example')
    await press('button', 'Next')
    expect(screen.getByText(/Enter a full address/)).toBeDefined()
    await type(address, ' https://git.example/sub ')
    await press('button', 'Next')
    expect(fake.requestsOf('getClientGuide')).toEqual([
      { providerId: 'gitlab', base: 'https://git.example/sub' },
    ])
    await paste('Client ID', 'keyfob.apps')
    await press('button', 'Save and continue')
    await press('button', 'Continue in browser')
    expect(fake.requestsOf('connect')).toMatchObject([{ base: 'https://git.example/sub' }])
  })

  it('goes straight to the permissions where a client of that address is known', async () => {
    const clients = [makeClient('gitlab', { base: 'https://git.acme.example' })]
    await show({ accounts: manyAccounts(now), clients }, { connect: never })
    await press('button', 'Connect account')
    await press('button', 'GitLab')
    await press('button', 'https://git.acme.example')
    expect(screen.getByRole('dialog', { name: 'Connect GitLab' }).textContent).toContain('git.acme.example')
    expect(screen.getByRole('button', { name: 'Continue in browser' })).toBeDefined()
  })
})

describe('the permissions', () => {
  it('say which way in is recommended, and why one would take the chosen one', async () => {
    await openGuide({}, 'GitHub')
    expect(screen.getByRole('radio', { name: /With a code.*Recommended/ })).toHaveProperty('checked', true)
    expect(screen.getByText(/Needs no client secret/)).toBeDefined()
    await press('radio', /In the browser/)
    expect(screen.getByText('GitHub insists on a client secret for this way')).toBeDefined()
  })

  it('name what nobody could verify', async () => {
    await openGuide({}, 'GitHub')
    await press('button', 'Not verified yet (2)')
    expect(screen.getByText('How long a refresh token lives is not stated anywhere.')).toBeDefined()
  })
})

describe('the clients in the settings', () => {
  it('say where each comes from, how its secret is, and who still holds on to an older one', async () => {
    await openSettings({ accounts: manyAccounts(now), clients: manyClients(now) })
    const row = (name: string) => screen.getByRole('listitem', { name }).textContent
    expect(row('Sandbox Cloud')).toContain('Built in')
    expect(row('DigitalOcean')).toContain('From the server')
    expect(row('Google')).toContain('secret in the keychain')
    expect(row('Microsoft')).toMatch(/secret expires on .*Acme \(work\) still uses the previous client/)
    expect(row('GitLab')).toMatch(/git\.acme\.example.*secret expired on/)
    expect(screen.queryByRole('button', { name: 'Replace the Sandbox Cloud client' })).toBeNull()
  })

  it('are replaced through the guide, keeping the secret when only it stays empty', async () => {
    const clients = [
      makeClient('google', { clientId: 'old.apps', hasCredential: true, credentialState: 'good' }),
    ]
    const { fake } = await openSettings({ accounts: manyAccounts(now), clients })
    await press('button', 'Replace the Google client')
    expect(screen.getByRole('dialog', { name: 'Replace the Google client' })).toBeDefined()
    expect(screen.getByLabelText('Client ID')).toHaveProperty('value', 'old.apps')
    expect(await screen.findByText('Leave it empty to keep the one in the keychain.')).toBeDefined()
    await press('button', 'Save')
    expect(fake.requestsOf('saveClient')).toEqual([{ providerId: 'google', clientId: 'old.apps' }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('remember the day on which a secret runs out', async () => {
    const { fake } = await openSettings(
      { accounts: manyAccounts(now) },
      {
        getClientGuide: async (address) => ({
          ...address,
          providerName: 'Microsoft',
          redirectUris: [],
          steps: [],
          tick: [],
          credential: 'optional',
          clientIdLabel: 'Application (client) ID',
          credentialLabel: 'Client secret',
          credentialExpires: true,
          canTry: false,
          roads: ['own'],
        }),
      },
    )
    await press('button', 'Set up a client…')
    await press('button', 'Microsoft')
    await paste('Application (client) ID', '0f1e2d3c')
    expect(screen.queryByLabelText('When the secret expires')).toBeNull()
    await paste('Client secret (optional)', 's3cr3t')
    await paste('When the secret expires', '2030-03-01')
    await press('button', 'Save')
    expect(fake.requestsOf('tryClient')).toEqual([])
    expect(fake.requestsOf('saveClient')).toMatchObject([{ credentialExpiresAt: Date.UTC(2030, 2, 1) }])
  })

  it('are removed after one question that says what it means', async () => {
    const clients = [makeClient('google', { accountIds: ['google'] })]
    const { fake } = await openSettings({ accounts: manyAccounts(now), clients })
    await press('button', 'More about the Google client')
    await press('menuitem', 'Remove…')
    const dialog = screen.getByRole('alertdialog', { name: 'Remove the Google client?' })
    expect(dialog.textContent).toContain('1 account can still be renewed and revoked')
    await press('button', 'Remove', dialog)
    expect(fake.requestsOf('removeClient')).toEqual([{ providerId: 'google' }])
    expect(screen.queryByRole('listitem', { name: 'Google' })).toBeNull()
  })

  it('that a server made are forgotten, so that it is asked for another', async () => {
    const clients = [makeClient('google', { accountIds: ['google'], origin: 'registered', clientId: 'made' })]
    const { fake } = await openSettings({ accounts: manyAccounts(now), clients })
    await press('button', 'More about the Google client')
    await press('menuitem', 'Forget…')
    const dialog = screen.getByRole('alertdialog', { name: 'Forget the client that Google created?' })
    await press('button', 'Forget', dialog)
    expect(fake.requestsOf('forgetMadeClient')).toEqual([{ providerId: 'google', clientId: 'made' }])
    expect(screen.queryByRole('listitem', { name: 'Google' })).toBeNull()
  })
})

describe('what an organisation laid down', () => {
  it('is shown as managed, with what it forbids, and nothing of it can be changed', async () => {
    await openSettings({ accounts: manyAccounts(now), policy: acmePolicy })
    const section = screen.getByRole('region', { name: 'Managed by Acme' })
    expect(section.textContent).toContain('Not allowed: Dropbox and Box.')
    expect(section.textContent).toContain('At GitHub only: read:user and public_repo.')
    expect(section.textContent).toContain('/etc/keyfob/policy.json')
    expect(within(section).queryAllByRole('button')).toEqual([])
    expect(screen.queryByRole('button', { name: 'Add provider…' })).toBeNull()
  })

  it('keeps a forbidden provider from being chosen, and says why', async () => {
    const forbidden = providers.map((one) => (one.id === 'dropbox' ? { ...one, forbidden: true } : one))
    await show({ accounts: manyAccounts(now), providers: forbidden, policy: acmePolicy })
    await press('button', 'Connect account')
    const tile = screen.getByRole('button', { name: 'Dropbox' })
    expect(tile).toHaveProperty('disabled', true)
    expect(tile.textContent).toContain('Not allowed by your organisation')
    expect(screen.queryByRole('button', { name: 'Another provider…' })).toBeNull()
  })

  it('keeps a forbidden provider out of the search and of what is asked for outside the window', async () => {
    const forbidden = providers.map((one) => (one.id === 'dropbox' ? { ...one, forbidden: true } : one))
    const { fake } = await show({ accounts: manyAccounts(now), providers: forbidden, policy: acmePolicy })
    await act(async () => fake.emit('wish', { kind: 'search' }))
    await settle()
    const field = screen.getByRole('searchbox', { name: 'Search everything' })
    await type(field, 'connect dropbox')
    expect(screen.queryByRole('menuitem', { name: /Dropbox/ })).toBeNull()
    await type(field, 'connect github')
    expect(screen.getByRole('menuitem', { name: /GitHub/ })).toBeDefined()
    await key(field, 'Escape')
    await act(async () => fake.emit('wish', { kind: 'connect', providerId: 'dropbox' }))
    await settle()
    expect(screen.getByRole('button', { name: 'Dropbox' })).toHaveProperty('disabled', true)
  })

  it('that cannot be read is said in red, before anything is tried', async () => {
    await openSettings({ accounts: manyAccounts(now), policy: { ...acmePolicy, damaged: true } })
    expect(screen.getByRole('alert').textContent).toContain('The policy file cannot be understood')
  })

  it('says where it would be when there is none', async () => {
    await openSettings({ accounts: manyAccounts(now), customs: [savedAcme], clients: [] })
    expect(screen.getByRole('region', { name: 'Managed settings' }).textContent).toContain(
      'Keyfob is not managed by an organisation.',
    )
  })
})
