import { describe, expect, it } from 'vitest'
import type { Account } from '../../shared/account'
import type { ConnectOutcome, ConnectRequest } from '../../shared/connect'
import { Failure } from '../../shared/failure'
import { type FlowStage, flowStages } from '../../shared/flow-trace'
import type { FakeKeyfob } from './fake-keyfob'
import { act, pending, press, screen, settle, show, type, within } from './show'
import type { World } from './world'
import { makeAccount, manyAccounts } from './world/accounts'
import { waitingFlow } from './world/flows'

const now = Date.now()
const ada: Account = makeAccount('ada', now, {
  providerId: 'sandbox',
  label: 'Ada Lovelace',
  person: { subject: 'ada', name: 'Ada Lovelace', email: 'ada@sandbox' },
  scopes: { asked: ['profile', 'servers:read', 'buckets:read'], granted: ['profile', 'servers:read'] },
})

async function open(
  provider: string,
  button?: string,
  world: Partial<World> = {},
  calls: Parameters<typeof show>[1] = {},
) {
  const outcome = pending<ConnectOutcome>()
  const shown = await show(
    { accounts: manyAccounts(now), ...world },
    { connect: () => outcome.promise, ...calls },
  )
  await press('button', 'Connect account')
  await press('button', provider)
  if (button !== undefined) await press('button', button)
  return { ...shown, outcome }
}

function asked(fake: FakeKeyfob): ConnectRequest[] {
  return fake.requestsOf('connect') as ConnectRequest[]
}

async function reach(fake: FakeKeyfob, last: FlowStage, rest = {}) {
  const request = asked(fake).at(-1)
  const stages = flowStages.slice(0, flowStages.indexOf(last) + 1).map((stage) => ({ stage, at: now }))
  await act(async () =>
    fake.emit(
      'flow',
      waitingFlow(request?.flowId ?? '', Date.now(), {
        kind: request?.kind ?? 'authorization_code',
        stages,
        ...rest,
      }),
    ),
  )
}

async function fail(outcome: ReturnType<typeof pending<ConnectOutcome>>, failure: Failure) {
  await act(async () => outcome.reject(failure))
  await settle()
}

function steps(): readonly string[] {
  return within(screen.getByRole('list', { name: 'Progress' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent ?? '')
}

describe('choosing what to connect', () => {
  it('finds a provider by a part of its name and asks for what is preselected', async () => {
    const { fake } = await show({ accounts: manyAccounts(now) })
    await press('button', 'Connect account')
    await type(screen.getByRole('searchbox', { name: 'Search providers' }), 'digital')
    const tiles = within(screen.getByRole('list', { name: 'Providers' })).getAllByRole('button')
    expect(tiles.map((tile) => tile.getAttribute('aria-label'))).toEqual(['DigitalOcean'])
    await press('button', 'DigitalOcean')
    await press('button', 'Continue in browser')
    expect(asked(fake)).toMatchObject([
      {
        providerId: 'digitalocean',
        kind: 'authorization_code',
        scopes: ['droplet:read', 'database:read', 'domain:read'],
        kept: 'keychain',
      },
    ])
    expect(asked(fake)[0]?.flowId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
  })

  it('gives the link for another browser instead of opening one', async () => {
    const { fake } = await open('DigitalOcean', 'Copy link instead')
    const [request] = asked(fake)
    expect(request).toMatchObject({ providerId: 'digitalocean', link: 'copied' })
    await reach(fake, 'waiting')
    const dialog = screen.getByRole('dialog')
    expect(steps()[1]).toContain('Sign-in link copied')
    expect(dialog.textContent).toContain('Paste the link into the browser you want.')
    await press('button', 'Open here')
    expect(fake.requestsOf('openFlowAgain')).toEqual([{ flowId: request?.flowId }])
  })

  it('asks for what was ticked and not for what was unticked, and keeps the needed ones fixed', async () => {
    const { fake } = await open('Sandbox Cloud')
    expect(screen.getByRole('checkbox', { name: /^Profile/ })).toHaveProperty('disabled', true)
    await press('checkbox', /^Buckets/)
    await press('checkbox', /^Invoices/)
    await press('button', 'Continue in browser')
    expect(asked(fake)[0]?.scopes).toEqual(['email', 'servers:read', 'invoices:read'])
  })

  it('says plainly when a permission would let Keyfob change something', async () => {
    await open('Sandbox Cloud')
    const dialog = screen.getByRole('dialog')
    expect(dialog.textContent).toContain('These permissions cannot change anything.')
    await press('checkbox', /^Change servers/)
    expect(dialog.textContent).toContain('could change: Change servers')
  })

  it('offers memory openly when the keychain is locked, and never chooses it by itself', async () => {
    const { fake } = await show({
      accounts: manyAccounts(now),
      vault: { state: 'locked', name: 'GNOME Keyring' },
    })
    await press('button', 'Connect account')
    await press('button', 'DigitalOcean')
    expect(screen.getByRole('radio', { name: /In the keychain/ })).toHaveProperty('checked', true)
    await press('radio', /This session only/)
    await press('button', 'Continue in browser')
    expect(asked(fake)[0]?.kept).toBe('session')
  })

  it('wants both parts of a service account, and sends the secret without keeping it in view', async () => {
    const { fake } = await open('Sandbox Cloud')
    await press('radio', /Service account/)
    await press('button', 'Connect service account')
    expect(asked(fake)).toEqual([])
    expect(screen.getAllByText('Both are required.')).toHaveLength(2)
    await type(screen.getByLabelText('Client ID'), ' keyfob-service ')
    const secret = screen.getByLabelText('Client secret')
    expect(secret.getAttribute('type')).toBe('password')
    await type(secret, 'not-a-real-secret')
    await press('button', 'Connect service account')
    expect(asked(fake)[0]).toMatchObject({
      kind: 'client_credentials',
      client: { id: 'keyfob-service', credential: 'not-a-real-secret' },
    })
    expect(document.body.innerHTML).not.toContain('not-a-real-secret')
  })
})

describe('while a connection is made', () => {
  it('moves the steps on as main tells of them, with the time that is left', async () => {
    const { fake } = await open('DigitalOcean', 'Continue in browser')
    expect(steps()).toHaveLength(6)
    expect(steps()[0]).toContain('(now)')
    await reach(fake, 'waiting')
    expect(steps()[0]).toMatch(/^Authorization requested \(done\)/)
    expect(steps()[2]).toMatch(/Waiting for you to allow it \(now\)4:\d\d left/)
    expect(steps()[3]).toContain('(not yet)')
    await reach(fake, 'storing')
    expect(steps()[4]).toContain('Found out who it is (done)')
    expect(steps()[5]).toContain('Locking the tokens in GNOME Keyring (now)')
  })

  it('says that the exchange proves who asked only where the provider looks at the proof', async () => {
    const { fake } = await open('DigitalOcean', 'Continue in browser')
    await reach(fake, 'waiting')
    expect(steps()[3]).toContain('Proves that this app asked (PKCE)')
    await reach(fake, 'waiting', { protections: ['state', 'loopback'] })
    expect(steps()[3]).not.toContain('PKCE')
  })

  it('opens the page again, copies its link and shows it as QR only once there is a page', async () => {
    const { fake } = await open('DigitalOcean', 'Continue in browser')
    expect(screen.getByRole('button', { name: 'Open again' })).toHaveProperty('disabled', true)
    await reach(fake, 'waiting')
    const { flowId } = asked(fake)[0] ?? { flowId: '' }
    await press('button', 'Open again')
    await press('button', 'Copy link')
    await press('button', 'QR')
    expect(fake.requestsOf('openFlowAgain')).toEqual([{ flowId }])
    expect(fake.requestsOf('copyFlowLink')).toEqual([{ flowId }])
    expect(screen.getByRole('img', { name: 'QR code of the sign-in link' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Copied' })).toBeDefined()
  })

  it('says that a link is too long for a QR code', async () => {
    const { fake } = await open('DigitalOcean', 'Continue in browser', { qr: null })
    await reach(fake, 'waiting')
    await press('button', 'QR')
    expect(screen.getByText('This link is too long for a QR code. Copy it instead.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'QR' })).toBeDefined()
  })

  it('takes a pasted address, and says in words when it is the wrong one', async () => {
    const outcome = pending<ConnectOutcome>()
    const { fake } = await show(
      { accounts: manyAccounts(now) },
      {
        connect: () => outcome.promise,
        pasteRedirect: async () => {
          throw new Failure('paste_not_a_redirect', 'no')
        },
      },
    )
    await press('button', 'Connect account')
    await press('button', 'DigitalOcean')
    await press('button', 'Continue in browser')
    await reach(fake, 'waiting')
    await press('button', 'I finished on another machine…')
    await type(
      screen.getByRole('textbox', { name: 'Address the browser ended up on' }),
      ' https://example.com/ ',
    )
    await press('button', 'Use this address')
    expect(fake.requestsOf('pasteRedirect')).toMatchObject([{ text: 'https://example.com/' }])
    expect(screen.getByText(/That is not the address the browser ended up on/)).toBeDefined()
    expect(screen.getByRole('list', { name: 'Progress' })).toBeDefined()
  })

  it('shows the code of a device in large, with its page', async () => {
    const { fake } = await open('GitHub', 'Get a code')
    await reach(fake, 'waiting', {
      device: {
        userCode: 'WDJB-MJHT',
        verificationUri: 'https://example.com/device',
        qr: ['101', '010', '101'],
        expiresAt: Date.now() + 90_000,
      },
    })
    const panel = screen.getByRole('region', { name: 'Your code' })
    expect(panel.textContent).toContain('WDJB-MJHT')
    expect(panel.textContent).toContain('https://example.com/device')
    expect(panel.textContent).toMatch(/expires in 1:[23]\d/)
    await press('button', 'Copy code')
    expect(fake.requestsOf('copyText')).toEqual([{ text: 'WDJB-MJHT' }])
  })

  it('says that a code could not be copied, in place of copied', async () => {
    const copyText = () => Promise.reject(new Failure('unexpected', 'no clipboard'))
    const { fake } = await open('GitHub', 'Get a code', {}, { copyText })
    const verificationUri = 'https://example.com/device'
    const device = { userCode: 'WDJB-MJHT', verificationUri, qr: ['1'], expiresAt: Date.now() + 90_000 }
    await reach(fake, 'waiting', { device })
    await press('button', 'Copy code')
    expect(screen.getByRole('button', { name: 'Copy code' })).toBeDefined()
    expect(screen.getByText(/^Something unexpected went wrong/)).toBeDefined()
  })

  it('cancels the very flow it started, and says that nothing was stored', async () => {
    const { fake, outcome } = await open('DigitalOcean', 'Continue in browser')
    await press('button', 'Cancel')
    expect(fake.requestsOf('cancelFlow')).toEqual([{ flowId: asked(fake)[0]?.flowId }])
    await fail(outcome, new Failure('cancelled', 'cancelled'))
    expect(screen.getByRole('alert').textContent).toContain('Nothing was stored.')
  })

  it('cancels what runs when the dialog is closed', async () => {
    const { fake } = await open('DigitalOcean', 'Continue in browser')
    await press('button', 'Close')
    expect(fake.requestsOf('cancelFlow')).toHaveLength(1)
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('how a connection ends', () => {
  it('shows who it is, what was allowed and what was not, and leads on', async () => {
    const { fake, outcome, services } = await open('Sandbox Cloud', 'Continue in browser')
    await act(async () => {
      fake.change(({ accounts }) => ({ accounts: [...accounts, ada] }))
      outcome.resolve({ kind: 'connected', account: ada })
    })
    await settle()
    const dialog = screen.getByRole('dialog', { name: 'Ada Lovelace is connected' })
    expect(dialog.textContent).toContain('Its tokens are locked in GNOME Keyring.')
    expect(dialog.textContent).toMatch(/You allowed.*Servers.*Not allowed.*Buckets/)
    await press('button', 'Browse', dialog)
    expect(services.navigation.current()).toMatchObject({ screen: 'browse', accountId: 'ada' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('shows a failure in place, and tries again as a new flow with the same wishes', async () => {
    const { fake, outcome } = await open('DigitalOcean', 'Continue in browser')
    await fail(outcome, new Failure('access_denied', 'denied', { facts: { serverError: 'access_denied' } }))
    expect(screen.getByRole('dialog', { name: 'DigitalOcean was not connected' })).toBeDefined()
    expect(screen.getByRole('alert').textContent).toContain('It was not allowed')
    await press('button', 'Try again')
    const [first, second] = asked(fake)
    expect(second).toEqual({ ...first, flowId: second?.flowId })
    expect(second?.flowId).not.toBe(first?.flowId)
  })

  it('goes back to the permissions as they were ticked', async () => {
    const { fake, outcome } = await open('Sandbox Cloud')
    await press('checkbox', /^Invoices/)
    await press('button', 'Continue in browser')
    await fail(outcome, new Failure('access_denied', 'denied'))
    await press('button', 'Back to permissions')
    await press('button', 'Continue in browser')
    const [first, second] = asked(fake)
    expect(first?.scopes).toContain('invoices:read')
    expect(second?.scopes).toEqual(first?.scopes)
  })

  it('offers memory when the keychain fails, and then asks for exactly that', async () => {
    const { fake, outcome } = await open('DigitalOcean', 'Continue in browser')
    await fail(outcome, new Failure('vault_missing_service', 'no service'))
    await press('button', 'Keep for this session only')
    expect(asked(fake).map((request) => request.kept)).toEqual(['keychain', 'session'])
  })

  it('asks for the client again when the server does not know it', async () => {
    const { outcome } = await open('DigitalOcean', 'Continue in browser')
    await fail(outcome, new Failure('invalid_client', 'no', { facts: { likely: ['client_whitespace'] } }))
    expect(screen.getByRole('alert').textContent).toContain('A space or line break was copied along')
    await press('button', 'Enter the client again')
    expect(screen.getByLabelText('Client secret')).toBeDefined()
  })

  it('drops the answer to an attempt that a newer one has replaced', async () => {
    const first = pending<ConnectOutcome>()
    const second = pending<ConnectOutcome>()
    const answers = [first, second]
    await show(
      { accounts: manyAccounts(now) },
      { connect: () => answers.shift()?.promise ?? Promise.reject() },
    )
    await press('button', 'Connect account')
    await press('button', 'Sandbox Cloud')
    await press('button', 'Continue in browser')
    await fail(first, new Failure('timed_out', 'late'))
    await press('button', 'Try again')
    expect(screen.getByRole('list', { name: 'Progress' })).toBeDefined()
    await act(async () => second.resolve({ kind: 'connected', account: ada }))
    await settle()
    expect(screen.getByRole('dialog', { name: 'Ada Lovelace is connected' })).toBeDefined()
  })
})

describe('when someone else signs in', () => {
  const grace = { subject: 'grace', name: 'Grace Hopper' }
  const expected = manyAccounts(now).find((account) => account.id === 'work') ?? ada

  async function someoneElse(settleSomeoneElse: () => Promise<Account | null> = async () => null) {
    const shown = await show(
      { accounts: manyAccounts(now) },
      { connect: async () => ({ kind: 'someone_else', expected, signedIn: grace }), settleSomeoneElse },
    )
    await press('button', 'Reconnect Acme (work)')
    return shown
  }

  it('says who it was and replaces nothing before it is answered', async () => {
    const { fake } = await someoneElse()
    const dialog = screen.getByRole('dialog', { name: 'Someone else signed in' })
    expect(dialog.textContent).toContain('Grace Hopper allowed it, but this account belongs to Octavia Lind')
    expect(within(dialog).queryByRole('button', { name: 'Close' })).toBeNull()
    expect(fake.requestsOf('settleSomeoneElse')).toEqual([])
  })

  it('gives the other access back when it is discarded', async () => {
    const { fake } = await someoneElse()
    await press('button', 'Discard')
    expect(fake.requestsOf('settleSomeoneElse')).toEqual([
      { flowId: asked(fake)[0]?.flowId, choice: 'discard' },
    ])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('adds the other person as an account of their own', async () => {
    const { fake } = await someoneElse(async () => ({ ...ada, label: 'Grace Hopper', person: grace }))
    await press('button', 'Add Grace Hopper as another account')
    expect(fake.requestsOf('settleSomeoneElse')).toMatchObject([{ choice: 'add' }])
    expect(screen.getByRole('dialog', { name: 'Grace Hopper is connected' })).toBeDefined()
  })

  it('stays until it is answered, also when the keychain is locked meanwhile', async () => {
    await someoneElse(() => Promise.reject(new Failure('vault_locked', '')))
    await press('button', 'Add Grace Hopper as another account')
    const dialog = screen.getByRole('dialog', { name: 'Someone else signed in' })
    expect(within(dialog).getByRole('alert').textContent).toContain('Your keychain is locked')
    expect(within(dialog).queryByRole('button', { name: 'Open the Sign-in doctor' })).toBeNull()
    expect(within(dialog).getByRole('button', { name: 'Discard' })).toBeDefined()
  })
})
