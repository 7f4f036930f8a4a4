import { describe, expect, it } from 'vitest'
import { draftOf, emptyDraft, fieldOf, readDraft } from '../../renderer/screens/custom-provider/draft'
import type { ConnectOutcome } from '../../shared/connect'
import { type CustomProvider, customProvider } from '../../shared/custom-provider'
import { Failure } from '../../shared/failure'
import { act, pending, press, screen, settle, show, type } from './show'
import { manyAccounts } from './world/accounts'
import { acmeLogin, discoveredAcme, savedAcme } from './world/clients'

const now = Date.now()
const never = () => pending<ConnectOutcome>().promise

async function openCustom(calls: Parameters<typeof show>[1] = {}) {
  const shown = await show({ accounts: manyAccounts(now) }, { connect: never, ...calls })
  await press('button', 'Connect account')
  await press('button', 'Another provider…')
  return shown
}

async function lookUp(address = 'https://login.acme.example/realms/main') {
  await type(screen.getByLabelText('Server address (issuer)'), address)
  await press('button', 'Look it up')
}

async function openSettings(...args: Parameters<typeof show>) {
  const shown = await show(...args)
  await act(async () => shown.services.navigation.go({ screen: 'settings', tab: 'providers' }))
  await settle()
  return shown
}

describe('a provider that Keyfob does not know', () => {
  it('is asked what it is, and shows what it offers and which protections', async () => {
    const { fake } = await openCustom()
    await lookUp()
    expect(fake.requestsOf('discoverServer')).toEqual([{ issuer: 'https://login.acme.example/realms/main' }])
    const { textContent } = screen.getByRole('region', { name: 'What protects a sign-in' })
    expect(textContent).toMatch(/PKCE S256.*offered.*PAR.*not offered.*DPoP.*the server does not say/)
    expect(screen.getByRole('region', { name: 'What it offers' }).textContent).toContain('offline_access')
  })

  it('that makes a client by itself goes on to the permissions', async () => {
    const { fake } = await openCustom()
    await lookUp()
    await type(screen.getByLabelText('Name'), 'Acme')
    await press('button', 'Save and continue')
    expect(fake.requestsOf('saveCustomProvider')).toEqual([{ provider: { ...acmeLogin, name: 'Acme' } }])
    expect(screen.getByRole('dialog', { name: 'Connect Acme' })).toBeDefined()
    await press('button', 'Continue in browser')
    expect(fake.requestsOf('connect')).toMatchObject([{ providerId: 'custom-1' }])
  })

  it('leads to its guide when the person brings the client', async () => {
    const { fake } = await openCustom()
    await lookUp()
    await press('radio', /I have one/)
    await press('button', 'Save and continue')
    expect(fake.requestsOf('saveCustomProvider')).toMatchObject([{ provider: { registration: false } }])
    expect(screen.getByRole('dialog', { name: /^Set up/ })).toBeDefined()
  })

  it('is not asked at an address that is none, or that anyone could read along with', async () => {
    const { fake } = await openCustom()
    for (const address of ['login', 'http://login.acme.example', 'ftp://x.example', 'https://me@x.example']) {
      await lookUp(address)
      expect(screen.getByText(/Enter a full address/)).toBeDefined()
    }
    expect(fake.requestsOf('discoverServer')).toEqual([])
    await lookUp('http://127.0.0.1:4100')
    expect(fake.requestsOf('discoverServer')).toHaveLength(1)
  })

  it('that does not answer is explained where it was asked, and can be asked again', async () => {
    const { fake } = await openCustom({
      async discoverServer() {
        throw new Failure('discovery_failed', '404', { facts: { host: 'login.acme.example' } })
      },
    })
    await lookUp()
    expect(screen.getByRole('alert').textContent).toContain('login.acme.example could not be looked up')
    await press('button', 'Look it up')
    expect(fake.requestsOf('discoverServer')).toHaveLength(2)
  })

  it('that offers only unsafe sign-ins is explained and cannot be saved', async () => {
    await openCustom({
      discoverServer: async () => ({
        ...discoveredAcme,
        flows: [],
        refusal: { code: 'grants_not_safe', message: 'no', facts: {} },
      }),
    })
    await lookUp()
    expect(screen.getByRole('alert').textContent).toContain('offers only unsafe sign-ins')
    expect(screen.queryByRole('button', { name: 'Save and continue' })).toBeNull()
  })

  it('can be entered by hand, and says beside each field what is missing', async () => {
    const { fake } = await openCustom()
    await press('button', 'Enter the endpoints by hand')
    await press('button', 'Save and continue')
    expect(screen.getByText('Signing in through the browser requires this.')).toBeDefined()
    await type(screen.getByLabelText('Name'), 'By hand')
    await type(screen.getByLabelText('Server address (issuer)'), 'https://x.example')
    await type(screen.getByLabelText('Authorization endpoint'), 'https://x.example/authorize')
    await type(screen.getByLabelText('Token endpoint'), 'https://x.example/token')
    await type(screen.getByLabelText('Permissions (scopes), one per line'), '* me Know who it is\nfiles:read')
    await type(screen.getByLabelText('Address that says who it is'), 'https://x.example/me')
    await press('button', 'Save and continue')
    expect(fake.requestsOf('saveCustomProvider')).toMatchObject([
      {
        provider: {
          server: { kind: 'endpoints', token: 'https://x.example/token' },
          scopes: [
            { name: 'me', explanation: 'Know who it is', required: true },
            { name: 'files:read', explanation: '', required: false },
          ],
          identity: { from: 'request', url: 'https://x.example/me', idField: 'id' },
        },
      },
    ])
  })

  it('keeps the protocol’s details open, and the focus in them, while what was wrong there is mended', async () => {
    await openCustom()
    await press('button', 'Enter the endpoints by hand')
    const details = () => screen.getByRole('button', { name: 'Protocol details' })
    await press('button', 'Protocol details')
    const path = screen.getByLabelText('Path')
    await type(path, 'back')
    await press('button', 'Protocol details')
    await press('button', 'Save and continue')
    expect(details().getAttribute('aria-expanded')).toBe('true')
    path.focus()
    await type(path, '/back')
    expect(details().getAttribute('aria-expanded')).toBe('true')
    expect(document.activeElement).toBe(path)
  })

  it('is entered by hand undisturbed by a late answer of the search', async () => {
    const answer = pending<typeof discoveredAcme>()
    await openCustom({ discoverServer: () => answer.promise })
    await lookUp()
    await press('button', 'Enter the endpoints by hand')
    await type(screen.getByLabelText('Name'), 'By hand')
    await act(async () => answer.resolve(discoveredAcme))
    await settle()
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'By hand')
  })

  it('is the one whose address stands there, not one that was asked before', async () => {
    const answers = [pending<typeof discoveredAcme>(), pending<typeof discoveredAcme>()] as const
    const { fake } = await openCustom({
      discoverServer: ({ issuer }) => answers[issuer.endsWith('old') ? 0 : 1].promise,
    })
    await lookUp('https://login.acme.example/old')
    await lookUp('https://login.acme.example/new')
    expect(fake.requestsOf('discoverServer')).toHaveLength(2)
    await act(async () => answers[0].resolve(discoveredAcme))
    await settle()
    expect(screen.queryByRole('region', { name: 'What it offers' })).toBeNull()
    await act(async () => answers[1].resolve(discoveredAcme))
    await settle()
    expect(screen.getByRole('region', { name: 'What it offers' })).toBeDefined()
  })

  it('shows beside its field what main does not accept', async () => {
    await openCustom({
      async saveCustomProvider() {
        throw new Failure('bad_request', 'no', { facts: { subject: 'issuer' } })
      },
    })
    await lookUp()
    await press('button', 'Change details…')
    await press('button', 'Save and continue')
    expect(screen.getByText('Keyfob does not accept this value.')).toBeDefined()
  })
})

describe('providers of one’s own in the settings', () => {
  it('are edited, copied as text and connected from their row', async () => {
    const { fake, services } = await openSettings({ accounts: manyAccounts(now), customs: [savedAcme] })
    await press('button', 'More about Acme login')
    await press('menuitem', 'Edit…')
    await type(screen.getByLabelText('Name'), 'Acme, renamed')
    await press('button', 'Save')
    const { accountIds: _, isRevokedLater: __, ...custom } = savedAcme
    expect(fake.requestsOf('saveCustomProvider')).toEqual([
      { provider: { ...custom, name: 'Acme, renamed' } },
    ])
    await press('button', 'More about Acme, renamed')
    await press('menuitem', 'Copy as text')
    expect(fake.requestsOf('exportCustomProvider')).toEqual([{ providerId: 'custom-acme' }])
    expect(fake.requestsOf('copyText')).toMatchObject([{ text: expect.stringContaining('Acme, renamed') }])
    await press('button', 'Connect Acme, renamed')
    expect(services.store.get().connecting).toEqual({ providerId: 'custom-acme' })
  })

  it('are imported from text, looked through before they are saved', async () => {
    const { fake } = await openSettings({ accounts: manyAccounts(now) })
    await press('button', 'Import…')
    await type(screen.getByLabelText('Exported text'), 'nonsense')
    await press('button', 'Read it')
    expect(screen.getByText('This text is not an exported provider.')).toBeDefined()
    await type(screen.getByLabelText('Exported text'), '{}')
    await press('button', 'Read it')
    expect(fake.requestsOf('saveCustomProvider')).toEqual([])
    expect(screen.getByLabelText('Server address (issuer)')).toHaveProperty('value', acmeLogin.issuer)
    await press('button', 'Save')
    expect(fake.requestsOf('saveCustomProvider')).toHaveLength(1)
  })

  it('are not removed while accounts are connected through them, and it is said which', async () => {
    const busy = { ...savedAcme, accountIds: ['acme', 'side'] }
    await openSettings({ accounts: manyAccounts(now), customs: [busy] })
    await press('button', 'More about Acme login')
    await press('menuitem', 'Remove…')
    const dialog = screen.getByRole('alertdialog')
    expect(dialog.textContent).toContain('Acme production and Side projects are connected through it.')
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull()
  })

  it('are not removed while access is still to be ended there', async () => {
    await openSettings({ customs: [{ ...savedAcme, isRevokedLater: true }] })
    await press('button', 'More about Acme login')
    await press('menuitem', 'Remove…')
    expect(screen.getByRole('alertdialog').textContent).toContain('has not been ended there yet')
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull()
  })
})

describe('the fields of a custom provider', () => {
  const everything: CustomProvider = {
    ...acmeLogin,
    id: 'custom-x',
    server: {
      kind: 'endpoints',
      authorization: 'https://x.example/a',
      token: 'https://x.example/t',
      revocation: 'https://x.example/r',
      deviceAuthorization: 'https://x.example/d',
    },
    openid: false,
    identity: {
      from: 'request',
      url: 'https://x.example/me',
      idField: 'user.id',
      nameField: 'name',
      emailField: 'mail',
    },
    apiOrigins: ['https://api.x.example'],
    redirect: { host: 'localhost', port: 8085, path: '/back' },
    registration: false,
  }

  it.each([
    ['that is asked for its endpoints', acmeLogin],
    ['with everything by hand', everything],
    [
      'asked who it is besides its ID token',
      { ...everything, server: acmeLogin.server, openid: true, registration: true },
    ],
  ])('give back the very provider they were filled from, one %s', (_, provider) => {
    expect(readDraft(draftOf(provider)).provider).toEqual(provider)
    expect(customProvider.parse(provider)).toEqual(provider)
  })

  it.each([
    ['name', { name: 'x'.repeat(61) }],
    ['issuer', { issuer: 'http://x.example' }],
    ['token', { token: '' }],
    ['deviceAuthorization', { deviceAuthorization: '' }],
    ['flows', { flows: new Set<never>() }],
    ['scopes', { scopes: 'files:"read"' }],
    ['identityUrl', { identityUrl: 'x' }],
    ['idField', { idField: ' ' }],
    ['origins', { origins: 'https://a.example\nb' }],
    ['port', { port: '80' }],
    ['path', { path: 'back' }],
  ])('say what is wrong with %s', (field, change) => {
    const { errors } = readDraft({ ...draftOf(everything), ...change })
    expect(Object.keys(errors ?? {})).toEqual([field])
  })

  it('know under which name main complains', () => {
    expect(fieldOf('apiOrigins')).toBe('origins')
    expect(fieldOf('identity')).toBe('identityUrl')
    expect(fieldOf('issuer')).toBe('issuer')
    expect([fieldOf('accounts'), fieldOf('id'), fieldOf(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(Object.keys(readDraft(emptyDraft).errors ?? {})).toContain('name')
  })
})
