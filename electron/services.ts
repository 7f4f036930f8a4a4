import { basename, join } from 'node:path'
import type { Examination } from '../shared/doctor'
import type { Notice } from '../shared/events'
import { Failure } from '../shared/failure'
import type { AppInfo, Settings, VaultStatus } from '../shared/settings'
import { requestProtectedResourceLater } from './accounts/bound-requests'
import type { ClientDeskWorld } from './accounts/client-desk'
import type { ConnectWorld } from './accounts/connect'
import { asFailure, createFlows, reportOf } from './accounts/flows'
import { createGroundsFinder } from './accounts/grounds'
import { inTime } from './accounts/in-time'
import { revokeSessionAccounts } from './accounts/leaving'
import { createNewcomers } from './accounts/newcomers'
import { noPolicy } from './accounts/policy'
import { isRefusedThere } from './accounts/prove'
import { openProviderParts, type ProviderParts } from './accounts/provider-parts'
import { openRegistry } from './accounts/registry'
import { requestRenewal } from './accounts/renew'
import { endSessionAccounts } from './accounts/session-over'
import { createTokenKeeper, type TokenKeeper } from './accounts/token-keeper'
import type { LoadOAuth } from './accounts/world'
import type { Usage } from './activity/usage'
import type { DoctorWorld } from './doctor/examine'
import { openHistory } from './history'
import { createGuardedFetch } from './http/guarded-fetch'
import { createServerClock } from './http/server-clock'
import { createLock, type Lock } from './lock'
import { createNotices, type Notices } from './notices'
import { endsGrant } from './oauth/ends-grant'
import { createRemoval, type Removal } from './removal/remove-everything'
import { createBrowsing } from './resources/browsing'
import type { ConsoleWorld } from './resources/console'
import type { ExportWorld } from './resources/export'
import type { SearchWorld } from './resources/search'
import type { SandboxHost } from './sandbox-host'
import { openSettings, type SettingsStore } from './settings-store'
import { createNotifier, type Notifier } from './support/notifier'
import type { Computer, Surroundings } from './surroundings'
import { checkByItself } from './update/check-by-itself'
import { createUpdates, type Updates } from './update/updates'
import { createMemoryVault } from './vault/memory-vault'

export interface Services
  extends ConnectWorld,
    Omit<DoctorWorld, 'keychain' | 'policy' | 'registry'>,
    Computer,
    SearchWorld,
    ExportWorld,
    ConsoleWorld,
    ClientDeskWorld,
    ProviderParts {
  readonly settings: SettingsStore
  readonly chooseBackup: () => Promise<string | undefined>
  readonly usage: Usage
  readonly restart: () => void
  readonly quit: () => void
  readonly removal: Removal
  readonly sandbox: SandboxHost
  readonly copy: (text: string) => void
  readonly appInfo: AppInfo
  readonly lock: Lock
  readonly updates: Updates
  readonly vaultChanges: Notifier<VaultStatus>
  readonly notices: Notices
  /** Ends the flows under way and writes down what is only in memory. Never throws. */
  close(): Promise<void>
}

const protocolAnswer = 1024 * 1024
const resourceAnswer = 20 * 1024 * 1024
const timeLimit = 30_000
/** How long quitting may wait for the servers of accounts and grants that end with it. ms */
const untilLeft = 2_000
const loadOAuth: LoadOAuth = () => import('./oauth/engine')

/** Puts Keyfob together. Nothing here waits for the keychain or the network. */
export async function createServices(around: Surroundings): Promise<Services> {
  const { clock, profile } = around
  const { now } = clock
  const notices = createNotices()
  const notice = (kind: Notice['kind'], subject: string) =>
    notices.announce({ id: `${kind} ${subject}`, kind, subject })
  const unwritable = (error: unknown) => notice('profile_read_only', fileOf(error, profile))

  const [{ registry, setAside, copySetAside, closed }, settings, history] = await Promise.all([
    openRegistry(join(profile, 'accounts.json'), now),
    openSettings(join(profile, 'settings.json'), now),
    openHistory({ profile, now, onUnwritable: unwritable }),
  ])
  const { activity, traces, usage } = history
  const tellOfAside = (file: string) => {
    activity.record({ kind: 'file_set_aside', detail: file })
    notice('file_set_aside', file)
  }
  const flows = createFlows({ traces, activity })
  const newcomers = createNewcomers()
  const parts = await openProviderParts({
    profile,
    catalogue: around.providers,
    policy: around.policy ?? noPolicy,
    shipped: around.shippedClients ?? [],
    keychain: around.keychain,
    registry,
    isConnecting: (providerId) => flows.isRunning(providerId) || newcomers.isAt(providerId),
    now,
    onSetAside: tellOfAside,
    onUnwritable: unwritable,
  })
  if (settings.closed) unwritable(settings.closed)
  for (const file of [setAside, copySetAside, settings.setAside, parts.setAside, ...history.setAside]) {
    if (file) tellOfAside(file)
  }
  around.sandbox.asides.subscribe(tellOfAside)
  if (closed) {
    const kind = closed.code === 'profile_newer' ? 'profile_newer' : 'profile_read_only'
    notice(kind, fileOf(closed, profile))
  }

  await endSessionAccounts({ registry, activity, keychain: around.keychain }).catch(unwritable)

  const serverClock = createServerClock((host, skew) => {
    activity.record({ kind: 'clock_differs', detail: `${host} ${skew}` })
    notice('clock_differs', host)
  })
  const guarded = (maximumBytes: number, redirects: 'refused' | 'handed_back') =>
    createGuardedFetch({
      redirects,
      fetch: around.fetch,
      maximumBytes,
      timeout: timeLimit,
      onServerDate: serverClock.note,
      now,
    })
  const fetch = guarded(protocolAnswer, 'refused')
  const resourceFetch = guarded(resourceAnswer, 'handed_back')

  const session = createMemoryVault()
  const grounds = createGroundsFinder({
    ...parts,
    startSandbox: around.sandbox.start,
    loadOAuth,
    fetch,
    now,
  })
  const base = {
    clock,
    fetch,
    clockSkew: serverClock.skewOf,
    openBrowser: around.openBrowser,
    keychain: around.keychain,
    loadOAuth,
    grounds,
    registered: parts.registered,
    registry,
    traces,
    activity,
  }
  const keeper = createTokenKeeper({
    registry,
    now,
    onUnwritable: unwritable,
    vaultOf: (account) => (account.kept === 'session' ? session : around.keychain),
    requestRenewal: (secret) => requestRenewal(secret, base),
    sendBound: requestProtectedResourceLater({
      grounds,
      loadOAuth,
      fetch: resourceFetch,
      clockSkew: serverClock.skewOf,
    }),
    mayHold: () => !lock.isLocked(),
    endsGrant: (failure, { providerId }) =>
      endsGrant(failure, parts.providers.find(({ id }) => id === providerId)?.dialect?.endingErrors),
    isRefused: (secret) => isRefusedThere(secret, base),
    foundRevoked: ({ id: accountId, providerId, label }) =>
      activity.record({
        kind: 'use_failed',
        providerId,
        accountId,
        label,
        failure: { code: 'invalid_token', message: 'revoked elsewhere', facts: { stage: 'resource' } },
      }),
  })
  const lease: TokenKeeper['lease'] = async (accountId, refused) => {
    const lent = await keeper.lease(accountId, refused)
    usage.count(accountId, 'calls')
    return lent
  }

  const browsing = createBrowsing({
    fetch: resourceFetch,
    lease,
    clock,
    registry,
    profile,
    keepsRows: () => settings.get().keepRows === true,
    onKeepingChange: settings.changes.subscribe,
    onSetAside: tellOfAside,
    onFailure: unwritable,
  })

  const lock = createLock({
    probe: around.keychain.probe,
    onLock() {
      keeper.forgetAll()
      flows.cancelAll(new Failure('cancelled', 'Keyfob was locked'))
      browsing.tasks.cancelAll(new Failure('cancelled', 'Keyfob was locked'))
      void services.newcomers.discardAll(services)
    },
  })

  const updates = createUpdates({
    ...(around.updates ?? noUpdates(profile)),
    version: around.appInfo.version,
    fetch: around.fetch,
    now,
    traces,
    reportOf: (error) => reportOf(asFailure(error)),
  })
  const endChecks = checkByItself({
    updates,
    settings,
    onFound: (version) => notice('update_available', version),
  })

  const removal = createRemoval({
    ...base,
    ...parts,
    keychain: around.keychain,
    profile,
    keeper,
    flows,
    newcomers,
  })

  const services: Services = {
    ...base,
    ...browsing,
    ...parts,
    now,
    keeper,
    flows,
    newcomers,
    removal,
    patience: around.patience,
    settings,
    lock,
    updates,
    sandbox: around.sandbox,
    ...around.computer,
    examinations: createNotifier<Examination>(),
    proxyScript: () => scriptOf(settings.get()),
    copy: around.copy,
    chooseFile: around.chooseFile,
    showFile: around.showFile,
    chooseBackup: around.chooseBackup,
    restart: around.restart,
    quit: around.quit,
    appInfo: around.appInfo,
    usage,
    vaultChanges: createNotifier<VaultStatus>(),
    notices,
    async close() {
      endChecks()
      updates.cancel()
      flows.cancelAll(new Failure('shutting_down', 'Keyfob is quitting'))
      await browsing.closeBrowsing()
      const ending = Promise.allSettled([
        revokeSessionAccounts(services, untilLeft),
        inTime(untilLeft, services, services.newcomers.discardAll),
        // What a flow that was just cancelled takes back.
        inTime(untilLeft, services, flows.over),
      ])
      // A rotated refresh token that is on its way must reach the keychain before the keychain is let go.
      await keeper.settle()
      await ending
      await registry.flush().catch(unwritable)
      await history.flush()
    },
  }
  return services
}

function noUpdates(folder: string): NonNullable<Surroundings['updates']> {
  return {
    source: 'no_address',
    platform: process.platform,
    arch: process.arch,
    findInstallation: async () => ({ way: { kind: 'by_hand' } }),
    loadEngine: () => import('./update/installer'),
    installer: { folder, image: undefined, relaunch: () => undefined, quit: () => undefined },
    patience: timeLimit,
  }
}

/** The name that a person knows a file by. A failure that names none is the profile's. */
function fileOf(error: unknown, profile: string): string {
  return basename((error instanceof Failure ? error.facts.subject : undefined) ?? profile)
}

function scriptOf({ proxy }: Settings): string | undefined {
  return proxy.mode === 'script' ? proxy.url : undefined
}
