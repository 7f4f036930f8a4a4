import type { Account } from '../../../shared/account'
import type { ConnectRequest } from '../../../shared/connect'
import { Failure, type FailureCode } from '../../../shared/failure'
import type { FlowStage } from '../../../shared/flow-trace'
import type { KeyfobApi } from '../../../shared/keyfob-api'
import type { RemovalStatus } from '../../../shared/removal'
import type { UpdateStatus } from '../../../shared/update'
import { createFakeKeyfob, type FakeKeyfob } from '../fake-keyfob'
import type { World } from '../world'
import { day, makeAccount, manyAccounts } from '../world/accounts'
import { oddActivity, someActivity, someUsage } from '../world/activity'
import { acmePolicy, discoveredAcme, manyClients, savedAcme } from '../world/clients'
import { apiAnswer, apiHistory, searchFor } from '../world/console'
import { acmeAuthority, sickComputer } from '../world/doctor'
import { connectFlow, waitingFlow } from '../world/flows'
import { providers } from '../world/providers'
import { pagesOf, resourcesOf } from '../world/rows'

const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length))

/** What main would answer to the window's questions about rows. */
const rowCalls: Parameters<typeof createFakeKeyfob>[1] = {
  async listApiOrigins() {
    return ['https://api.digitalocean.com']
  },
  async listApiAddresses() {
    return [
      { address: '/v2/droplets', label: 'Droplets' },
      { address: '/v2/databases', label: 'Databases' },
      { address: '/v2/domains', label: 'Domains' },
    ]
  },
  async sendApiRequest({ request }) {
    await pause(300)
    return apiAnswer(request)
  },
  listApiHistory: async () => apiHistory(Date.now()),
}

function full(rest: Partial<World> = {}): Partial<World> {
  const now = Date.now()
  const flow = connectFlow(now - 5 * 60_000)
  return {
    accounts: manyAccounts(now),
    flows: [flow],
    activity: someActivity(now, flow.id),
    usage: someUsage(now),
    clients: manyClients(now),
    customs: [savedAcme],
    resources: resourcesOf,
    rows: async (request) => {
      await pause(250)
      return pagesOf(148, 30)(request)
    },
    ...rest,
  }
}

/** Walks the stages with pauses, as main would announce them. */
async function walk(fake: FakeKeyfob, request: ConnectRequest, stages: readonly FlowStage[]) {
  const start = Date.now()
  const device =
    request.kind === 'device_code'
      ? {
          userCode: 'WDJB-MJHT',
          verificationUri: 'http://127.0.0.1:49731/device',
          qr: fake.world().qr ?? [],
          expiresAt: start + 600_000,
        }
      : undefined
  for (let index = 0; index < stages.length; index += 1) {
    const flow = waitingFlow(request.flowId, start, {
      providerId: request.providerId,
      kind: request.kind,
      stages: stages.slice(0, index + 1).map((stage, step) => ({ stage, at: start + step * 300 })),
      ...(device && stages[index] === 'waiting' ? { device } : {}),
    })
    fake.emit('flow', flow)
    await pause(300)
  }
}

function foundUpdate(state: UpdateStatus['state']): UpdateStatus {
  const found = {
    version: '0.2.0',
    notes: 'Lists are faster.\nA revocation that waited is told of when it has ended.',
    bytes: 98_000_000,
    releasedAt: Date.now() - day,
    page: 'https://keyfob.example/',
  }
  return { way: { kind: 'in_place' }, host: 'updates.keyfob.example', state, found }
}

function removal(state: RemovalStatus['state']): RemovalStatus {
  const manualUrl = 'https://github.com/settings/applications'
  return {
    state,
    all: 4,
    ended: 2,
    accounts: [
      { accountId: 'a', providerId: 'google', label: 'Ada Lovelace', outcome: 'proven' },
      { accountId: 'b', providerId: 'github', label: 'ada', outcome: 'queued', manualUrl },
      { accountId: 'c', providerId: 'slack', label: 'Analytical Engines', outcome: 'failed' },
      { accountId: 'd', providerId: 'linear', label: 'Ada', outcome: 'accepted' },
    ],
    foreign: state === 'removed' ? ['notes.txt'] : [],
  }
}

function connecting(
  after: (request: ConnectRequest, fake: FakeKeyfob) => ReturnType<KeyfobApi['connect']>,
): FakeKeyfob {
  const fake: FakeKeyfob = createFakeKeyfob(full(), {
    async connect(request) {
      await walk(fake, request, ['preparing', 'asking', 'waiting'])
      return after(request, fake)
    },
  })
  return fake
}

const failing = (code: FailureCode, facts = {}) =>
  connecting(async () => {
    throw new Failure(code, code, { facts })
  })

function revoking(outcome: 'proven' | 'grant_stands' | 'queued' | 'failed'): FakeKeyfob {
  const accounts = manyAccounts(Date.now()).map((account) => ({ ...account, scopes: withoutLast(account) }))
  const fake: FakeKeyfob = createFakeKeyfob(full({ accounts }), {
    async disconnect({ accountId }) {
      await pause(700)
      const at = Date.now()
      const label = fake.world().accounts.find((one) => one.id === accountId)?.label ?? accountId
      const report = { accountId, label, at, flowId: '00000000-0000-4000-8000-000000000001', steps: [] }
      if (outcome === 'failed') throw new Failure('invalid_client', 'refused', { facts: { status: 401 } })
      if (outcome === 'queued') return { ...report, outcome }
      fake.change(({ accounts }) => ({ accounts: accounts.filter((one) => one.id !== accountId) }))
      return {
        ...report,
        outcome,
        ...(outcome === 'grant_stands' ? { manualUrl: 'https://example.com/apps' } : {}),
        steps: [
          { what: 'refresh_token_revoked', at, evidence: 'POST /revoke 200' },
          { what: 'proof', at, evidence: 'GET /userinfo 401 invalid_token' },
          { what: 'erased', at },
        ],
      }
    },
  })
  return fake
}

/** As if the person had declined one of what was asked for. */
function withoutLast({ scopes: { granted } }: Account): Account['scopes'] {
  return { asked: granted, granted: granted.length > 1 ? granted.slice(0, -1) : granted }
}

export const scenarios: Readonly<Record<string, () => FakeKeyfob>> = {
  many: () => createFakeKeyfob(full(), rowCalls),
  searching: () => {
    const fake: FakeKeyfob = createFakeKeyfob(full(), {
      async searchRows({ requestId, text }) {
        const [first, second] = fake.world().accounts
        const results = searchFor(text, first?.id ?? '', second?.id ?? '')
        fake.emit('search', {
          requestId,
          text,
          groups: results.groups.slice(0, 1),
          pending: [second?.id ?? ''],
          failed: [],
        })
        await pause(600)
        return { requestId, text, ...results }
      },
    })
    return fake
  },
  'rows-offline': () =>
    createFakeKeyfob(
      full({
        rows: () => {
          throw new Failure('offline', 'net::ERR_INTERNET_DISCONNECTED')
        },
      }),
      {
        knownRows: async () => ({
          rows: pagesOf(148, 30)({ accountId: 'a', resourceId: 'droplets' }).rows,
          at: Date.now() - 5 * 60_000,
          total: 148,
          complete: false,
        }),
      },
    ),
  'rows-wait': () => {
    const fake: FakeKeyfob = createFakeKeyfob(full(), {
      async listRows(request) {
        if (request.next === undefined) return pagesOf(148, 30)(request)
        fake.emit('progress', {
          requestId: request.requestId ?? '',
          state: 'waiting',
          until: Date.now() + 12_000,
          why: { code: 'rate_limited', message: '429', facts: {} },
          pages: 1,
          rows: 30,
        })
        return new Promise(() => undefined)
      },
    })
    return fake
  },
  exporting: () => {
    const fake: FakeKeyfob = createFakeKeyfob(full(), {
      async exportRows({ requestId, format }) {
        for (let page = 1; page <= 5; page += 1) {
          fake.emit('progress', { requestId, state: 'writing', pages: page, rows: page * 30, total: 148 })
          await pause(700)
        }
        const file = `/home/octavia/Downloads/Acme production Droplets.${format}`
        return { kind: 'saved', file, rows: 148, bytes: 48_213, complete: true }
      },
    })
    return fake
  },
  empty: () => createFakeKeyfob(),
  unusual: () => {
    const now = Date.now()
    return createFakeKeyfob(full({ activity: [...oddActivity(now), ...someActivity(now, '')] }))
  },
  locked: () => createFakeKeyfob({ locked: true }),
  'update-found': () => createFakeKeyfob(full({ update: foundUpdate('available') })),
  'update-comes': () => createFakeKeyfob(full({ update: { ...foundUpdate('downloading'), received: 4e7 } })),
  'removal-undecided': () => createFakeKeyfob(full({ removal: removal('undecided') })),
  'removal-done': () => createFakeKeyfob(full({ removal: removal('removed') })),
  loading: () => createFakeKeyfob({}, { listAccounts: () => new Promise(() => undefined) }),
  'locked-keychain': () => createFakeKeyfob(full({ vault: { state: 'locked', name: 'GNOME Keyring' } })),
  waiting: () => connecting(() => new Promise(() => undefined)),
  denied: () => failing('access_denied', { stage: 'redirect', serverError: 'access_denied' }),
  'wrong-client': () =>
    failing('invalid_client', {
      stage: 'token',
      status: 401,
      serverError: 'invalid_client',
      likely: ['client_whitespace', 'client_secret_regenerated'],
    }),
  'no-keychain': () => failing('vault_locked'),
  connected: () =>
    connecting(async (request) => {
      const account = makeAccount('new', Date.now(), {
        label: 'Ada Lovelace',
        providerId: request.providerId,
        person: { subject: 'ada', name: 'Ada Lovelace', email: 'ada@sandbox' },
        scopes: { asked: ['profile', 'servers:read', 'buckets:read'], granted: ['profile', 'servers:read'] },
      })
      return { kind: 'connected', account }
    }),
  'someone-else': () =>
    connecting(async (request, fake) => {
      const expected = fake.world().accounts.find((one) => one.id === request.accountId)
      if (expected === undefined) throw new Failure('not_found', 'no account')
      return { kind: 'someone_else', expected, signedIn: { subject: 'grace', name: 'Grace Hopper' } }
    }),
  managed: () =>
    createFakeKeyfob(
      full({
        policy: acmePolicy,
        customs: [],
        providers: providers.map((one) => (one.id === 'dropbox' ? { ...one, forbidden: true } : one)),
      }),
    ),
  'no-clients': () => createFakeKeyfob(full({ clients: [], customs: [] })),
  'client-refused': () =>
    createFakeKeyfob(full(), {
      tryClient: async () => ({
        outcome: 'refused',
        failure: {
          code: 'invalid_client',
          message: 'no',
          facts: { stage: 'token', status: 401, serverError: 'invalid_client' },
        },
      }),
    }),
  'unsafe-server': () =>
    createFakeKeyfob(full(), {
      discoverServer: async () => ({
        ...discoveredAcme,
        flows: [],
        registration: false,
        protections: discoveredAcme.protections.map((one) => ({ ...one, offered: 'no' })),
        refusal: { code: 'grants_not_safe', message: 'no', facts: { host: 'login.acme.example' } },
      }),
    }),
  'no-server': () =>
    createFakeKeyfob(full(), {
      async discoverServer() {
        throw new Failure('discovery_failed', '404', { facts: { host: 'login.acme.example', status: 404 } })
      },
    }),
  imported: () => {
    const now = Date.now()
    const accounts = manyAccounts(now)
    const added = accounts.slice(0, 4).map((one, index) =>
      index === 0
        ? one
        : {
            ...one,
            health: { state: 'needs_reconnecting', code: 'vault_entry_missing', since: now } as const,
          },
    )
    return createFakeKeyfob(full({ accounts: [...added, ...accounts.slice(4)] }), {
      saveBackup: async () => ({ kind: 'saved', file: '/home/ada/Keyfob 2026-11-22.json', accounts: 12 }),
      openBackup: async () => ({
        kind: 'imported',
        file: '/home/ada/Downloads/Keyfob 2026-11-20.json',
        report: {
          added,
          skipped: [
            { label: 'Grace Hopper', providerId: 'sandbox', reason: 'on_the_other_computer' },
            { label: 'ada-l', providerId: 'github', reason: 'already_here' },
          ],
          providers: [{ name: 'Acme Login', host: 'login.acme.example' }],
          clientsToEnter: [{ providerId: 'google', clientId: '4711-abc.apps.googleusercontent.com' }],
        },
      }),
    })
  },
  doctor: () => createFakeKeyfob(full({ authority: acmeAuthority })),
  'doctor-sick': () =>
    createFakeKeyfob(
      full({
        examination: sickComputer,
        authority: { state: 'changed', path: '/home/octavia/acme-root.pem' },
      }),
    ),
  'doctor-slow': () =>
    createFakeKeyfob(full(), {
      examine: () => new Promise(() => undefined),
    }),
  revoked: () => revoking('proven'),
  'revocation-queued': () => revoking('queued'),
  'revocation-failed': () => revoking('failed'),
  'revocation-stands': () => revoking('grant_stands'),
  'rows-fail': () =>
    createFakeKeyfob(
      full({
        rows: (request) => {
          if (request.next !== undefined)
            throw new Failure('rate_limited', '429', { facts: { retryAfter: 30, status: 429 } })
          return pagesOf(148, 12)(request)
        },
      }),
    ),
  'rows-empty': () => createFakeKeyfob(full({ rows: () => ({ rows: [], total: 0 }) })),
  'rows-slow': () => createFakeKeyfob(full({ rows: () => new Promise(() => undefined) })),
  'long-names': () => {
    const now = Date.now()
    const long = 'Émile 試 <b>Tester</b> of the Department with the Longest Name in the whole Organisation'
    return createFakeKeyfob(
      full({
        accounts: [
          ...manyAccounts(now),
          makeAccount('long', now, {
            label: long,
            person: { subject: 'x', name: long },
            expiresAt: now + 400 * day,
          }),
        ],
      }),
    )
  },
}
