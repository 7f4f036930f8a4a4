import { randomUUID } from 'node:crypto'
import type { Account } from '../../shared/account'
import { Failure, type FailureReport } from '../../shared/failure'
import type { RevocationReport, RevocationStep } from '../../shared/revocation'
import type { TraceRecorder } from '../activity/trace'
import type { RevokedToken } from '../oauth/revoke'
import { createAtMost } from '../support/at-most'
import type { AccountSecret } from './account-secret'
import { asFailure, reportOf } from './flows'
import type { Grounds } from './grounds'
import { prove } from './prove'
import { type AccountsWorld, oauthWorld } from './world'

/** Failures after which nothing is known of the tokens: worth another try, now or after a restart. */
const unreachable = new Set<Failure['code']>([
  'server_unavailable',
  'temporarily_unavailable',
  'rate_limited',
  'network_timeout',
  'network_failed',
  'connection_refused',
  'connection_broken',
  'name_not_resolved',
  'offline',
  'proxy_unreachable',
  'proxy_needs_sign_in',
  'certificate_untrusted',
  'certificate_expired',
  'certificate_self_signed',
  'tls_failed',
  'sandbox_unavailable',
  'discovery_failed',
])

/**
 * Takes access away: revokes at the server (refresh token, then access token), shows that the server now refuses the
 * old token, erases the keychain entry, forgets the record. A server that cannot be reached does not keep the account:
 * it leaves the list and its revocation is queued. Throws when the keychain cannot be read or the server refuses;
 * nothing has been erased then.
 */
export function disconnect(accountId: string, world: AccountsWorld): Promise<RevocationReport> {
  return world.keeper.inTurn(accountId, () => disconnectInTurn(accountId, world))
}

async function disconnectInTurn(accountId: string, world: AccountsWorld): Promise<RevocationReport> {
  const account = world.registry.get(accountId)
  const secret = await world.keeper.read(account)
  const trace = beginTrace(account, world)
  const told = { accountId, label: account.label, providerId: account.providerId, flowId: trace.trace().id }
  try {
    const report = await endGrant(secret, trace, world)
    await world.keeper.erase(account)
    trace.message({ kind: 'erased' })
    await world.registry.remove(accountId)
    trace.end('succeeded')
    world.activity.record({ ...told, kind: 'disconnected', detail: report.outcome })
    return { ...report, steps: [...report.steps, { what: 'erased', at: world.clock.now() }] }
  } catch (error) {
    const failure = asFailure(error)
    trace.end('failed', reportOf(failure))
    if (!unreachable.has(failure.code)) throw failure
    await world.registry.leave(accountId)
    world.activity.record({ ...told, kind: 'revocation_queued', failure: reportOf(failure) })
    return {
      ...told,
      outcome: 'queued',
      at: world.clock.now(),
      failure: reportOf(failure),
      steps: [],
    }
  }
}

const atOnce = 4

/** Ends every grant. One that fails is reported and does not stop the others. */
export async function disconnectAll(world: AccountsWorld): Promise<readonly RevocationReport[]> {
  const atMost = createAtMost(atOnce)
  return Promise.all(
    world.registry.list().map((account) =>
      atMost(() => disconnect(account.id, world)).catch((error: unknown): RevocationReport => {
        const failure: FailureReport = reportOf(asFailure(error))
        const { id, label } = account
        return {
          accountId: id,
          label,
          outcome: 'failed',
          at: world.clock.now(),
          flowId: '',
          failure,
          steps: [],
        }
      }),
    ),
  )
}

/** The trace of a revocation. */
export function beginTrace(account: Account, world: AccountsWorld): TraceRecorder {
  return world.traces.begin({
    id: randomUUID(),
    purpose: 'revoke',
    kind: account.flow,
    providerId: account.providerId,
    accountId: account.id,
  })
}

/** Revokes at the server and asks for the proof. Throws when the server could not be reached or refuses. */
export async function endGrant(
  secret: AccountSecret,
  trace: TraceRecorder,
  world: AccountsWorld,
): Promise<RevocationReport> {
  const { account, tokens, clientSecret } = secret
  const grounds = await world.grounds.of(account, clientSecret)
  const { revoke } = await world.loadOAuth()
  const revoked = await revoke(grounds.client, grounds.revocation, tokens, oauthWorld(world), trace)
  const proof = revoked.length > 0 ? await prove(secret, grounds, trace, world) : undefined
  refuseRefusal(revoked, proof?.refused === true)
  return {
    accountId: account.id,
    label: account.label,
    outcome: revoked.length === 0 ? 'not_offered' : proof?.refused ? 'proven' : 'accepted',
    at: world.clock.now(),
    flowId: trace.trace().id,
    ...(tokens.expiresAt === undefined || proof?.refused ? {} : { usableUntil: tokens.expiresAt }),
    ...manualUrl(grounds),
    steps: [...revoked.map(stepOf), ...(proof ? [proof.step] : [])],
  }
}

/** A server that refused to revoke, and still takes the token, has not ended anything. */
function refuseRefusal(revoked: readonly RevokedToken[], isProven: boolean): void {
  const first = revoked[0]
  // Some servers cannot revoke access tokens (RFC 7009 §2.2.1): that ends with the refresh token and with time.
  if (isProven || !first?.failure || first.failure.facts.serverError === 'unsupported_token_type') return
  throw new Failure(first.failure.code, first.failure.message, { facts: first.failure.facts })
}

function stepOf(revoked: RevokedToken): RevocationStep {
  const { token, at, evidence, failure } = revoked
  return { what: `${token}_revoked`, at, evidence, ...(failure ? { failure } : {}) }
}

function manualUrl(grounds: Grounds): { readonly manualUrl?: string } {
  const { grantedAppsUrl } = grounds.provider
  return grantedAppsUrl
    ? { manualUrl: grounds.address(grantedAppsUrl, { client_id: grounds.client.clientId }) }
    : {}
}
