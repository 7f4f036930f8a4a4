import type { ActivityLog } from '../activity/activity-log'
import type { Traces } from '../activity/trace'
import type { Stranger } from '../oauth/loopback'
import type { Clock } from '../support/clock'
import type { Fetch } from '../support/fetch'
import type { Vault } from '../vault/vault'
import type { Flows, RunningFlow } from './flows'
import type { GroundsFinder } from './grounds'
import type { RegisteredClients } from './registered-clients'
import type { Registry } from './registry'
import type { TokenKeeper } from './token-keeper'

export type OAuthEngine = typeof import('../oauth/engine')
/** The protocol library is heavy: it is loaded by the first flow, not at start. */
export type LoadOAuth = () => Promise<OAuthEngine>

/** Everything that connecting, renewing and ending an account touches, passed in. */
export interface AccountsWorld {
  readonly clock: Clock
  readonly fetch: Fetch
  readonly clockSkew: (host: string) => number | undefined
  readonly openBrowser: (url: string) => Promise<void>
  /** The keychain, whose state is asked before a browser opens. */
  readonly keychain: Vault
  readonly loadOAuth: LoadOAuth
  readonly grounds: GroundsFinder
  readonly registered: RegisteredClients
  readonly registry: Registry
  readonly keeper: TokenKeeper
  readonly flows: Flows
  readonly traces: Traces
  readonly activity: ActivityLog
}

/** The part of it that the protocol needs. */
export function oauthWorld(world: Pick<AccountsWorld, 'fetch' | 'clock' | 'clockSkew'>) {
  return { fetch: world.fetch, now: world.clock.now, clockSkew: world.clockSkew, clock: world.clock }
}

/** The same for a flow that asks the person in the browser. */
export function browserWorld(
  flow: RunningFlow,
  providerId: string,
  world: Pick<AccountsWorld, 'fetch' | 'clock' | 'clockSkew' | 'openBrowser' | 'activity'>,
) {
  return {
    ...oauthWorld(world),
    openBrowser: world.openBrowser,
    onWaiting: flow.offer,
    onStranger: (kind: Stranger) =>
      world.activity.record({ kind: 'callback_turned_away', providerId, flowId: flow.id, detail: kind }),
  }
}
