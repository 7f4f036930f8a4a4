import { Failure, type FailureCode } from '../../shared/failure'
import type { RevocationReport, RevocationStep } from '../../shared/revocation'
import type { TraceRecorder } from '../activity/trace'
import { notReached } from '../http/network-failure'
import { endsGrant } from '../oauth/ends-grant'
import type { RevokedToken } from '../oauth/revoke'
import { isExpired } from '../oauth/token-set'
import type { AccountSecret } from './account-secret'
import { asFailure } from './flows'
import { afterRenewal } from './grant-times'
import type { Grounds } from './grounds'
import { prove } from './prove'
import { askForTokens } from './renew'
import { type AccountsWorld, oauthWorld } from './world'

/** Failures after which nothing is known of the tokens: worth another try, now or after a restart. */
const unreachable: ReadonlySet<FailureCode> = new Set<FailureCode>([
  ...notReached,
  'server_unavailable',
  'temporarily_unavailable',
  'rate_limited',
  'sandbox_unavailable',
  'discovery_failed',
])

export function isUnreachable({ code }: Failure): boolean {
  return unreachable.has(code)
}

/** A token that was dead already, one that the server took back alone, and the one that it gave after that. */
const mostRounds = 3

/**
 * Revokes at the server and asks for the proof. A token that is refused proves something only while it would have been
 * taken otherwise, and only of itself: one that has run out is renewed first, and where its refusal says nothing of what
 * renews it, a renewal does. Throws when the server could not be reached or refuses to end the grant.
 */
export async function endGrant(
  kept: AccountSecret,
  trace: TraceRecorder,
  world: AccountsWorld,
): Promise<RevocationReport> {
  const { account } = kept
  const grounds = await world.grounds.of(account, kept.clientSecret)
  const told = {
    accountId: account.id,
    label: account.label,
    flowId: trace.trace().id,
    ...manualUrl(grounds),
  }
  const missing = whatIsMissing(grounds)
  if (missing) return { ...told, outcome: missing, at: world.clock.now(), steps: [] }

  const isSpent = isExpired(kept.tokens, world.clock.now())
  let renewal = isSpent ? await renewToEnd(kept, grounds, trace, world) : undefined
  let secret = renewal?.secret ?? kept
  let attempt = await revokeAndProve(secret, grounds, trace, world)
  const steps = [...attempt.steps]
  let stands = false
  for (let round = 1; round < mostRounds && !stands && isInDoubt(attempt, secret, renewal); round += 1) {
    renewal = await renewToEnd(secret, grounds, trace, world)
    if (!renewal.secret) break
    stands = attempt.refusal === undefined
    secret = renewal.secret
    attempt = await revokeAndProve(secret, grounds, trace, world)
    steps.push(...attempt.steps)
  }
  if (renewal?.refused) steps.push(renewal.refused)

  const { refusal, isProven } = attempt
  const isOver = secret.tokens.refreshToken === undefined || renewal?.refused !== undefined
  if (refusal && !(isProven && isOver))
    throw new Failure(refusal.code, refusal.message, { facts: refusal.facts })
  const isWhole = attempt.endsAll && !(isSpent && !renewal?.secret)
  const ended = isProven && (isOver || isWhole) ? 'proven' : 'accepted'
  const outcome = refusal ? 'had_ended' : stands ? 'grant_stands' : ended
  return {
    ...told,
    outcome: steps.length === 0 ? 'not_offered' : outcome,
    at: world.clock.now(),
    ...usableUntil(outcome, isProven ? world.clock.now() : secret.tokens.expiresAt),
    steps,
  }
}

/** The token is refused, and what renews it may live on. */
function isInDoubt(attempt: Attempt, { tokens }: AccountSecret, renewal?: Renewal): boolean {
  if (!attempt.isProven || !tokens.refreshToken || (renewal && !renewal.secret)) return false
  return attempt.refusal !== undefined || !attempt.endsAll
}

function usableUntil(outcome: RevocationReport['outcome'], end: number | undefined) {
  return outcome !== 'accepted' || end === undefined ? {} : { usableUntil: end }
}

function whatIsMissing({ revocation, client }: Grounds): 'not_offered' | 'needs_secret' | undefined {
  if (revocation.kind === 'none') return revocation.withSecret ? 'needs_secret' : 'not_offered'
  if (revocation.kind === 'request' || client.server.revocation_endpoint) return undefined
  return 'not_offered'
}

interface Renewal {
  /** With a token that is good; absent: the server gave none. */
  readonly secret?: AccountSecret
  /** Its word that the grant is over. */
  readonly refused?: RevocationStep
}

/**
 * Renews a grant that is to be ended. The new tokens are in the keychain before anything else is done with them. Throws
 * when the server could not be reached.
 */
async function renewToEnd(
  kept: AccountSecret,
  grounds: Grounds,
  trace: TraceRecorder,
  world: AccountsWorld,
): Promise<Renewal> {
  if (!kept.tokens.refreshToken) return {}
  const known = world.registry.list().find(({ id }) => id === kept.account.id) ?? kept.account
  const keepRenewed = await world.keeper.prepareRenewal(known)
  const answer = await askForTokens(kept, grounds, trace, world).catch(asFailure)
  if (answer instanceof Failure) {
    const { translate } = await world.loadOAuth()
    const failure = translate(answer, { stage: 'renewal' })
    if (isUnreachable(failure)) throw failure
    if (!endsGrant(failure, grounds.client.dialect.endingErrors)) return {}
    const { status, serverError } = failure.facts
    const { pathname } = new URL(grounds.client.server.token_endpoint ?? grounds.issuer)
    const evidence = ['POST', pathname, status, serverError].filter(Boolean).join(' ')
    return { refused: { what: 'renewal_refused', at: world.clock.now(), evidence } }
  }
  const secret = { ...kept, account: afterRenewal(known, answer, world.clock.now()), tokens: answer }
  await keepRenewed(secret)
  world.registry.noteAll(secret.account)
  return { secret }
}

interface Attempt {
  readonly steps: readonly RevocationStep[]
  /** Why the server did not revoke what stands for the grant. */
  readonly refusal?: NonNullable<RevokedToken['failure']>
  /** The server took back what renews the token, not the token alone (RFC 7009 §2.1). */
  readonly endsAll: boolean
  /** The server refuses the token now. */
  readonly isProven: boolean
}

async function revokeAndProve(
  secret: AccountSecret,
  grounds: Grounds,
  trace: TraceRecorder,
  world: AccountsWorld,
): Promise<Attempt> {
  const { revoke } = await world.loadOAuth()
  const revoked = await revoke(grounds.client, grounds.revocation, secret.tokens, oauthWorld(world), trace)
  const proof = revoked.length > 0 ? await prove(secret, grounds, trace, world) : undefined
  const refusal = refusalIn(revoked)
  return {
    steps: [...revoked.map(stepOf), ...(proof ? [proof.step] : [])],
    endsAll: revoked.some(({ token, failure }) => token === 'refresh_token' && !failure),
    isProven: proof?.refused === true,
    ...(refusal ? { refusal } : {}),
  }
}

/** The first token stands for the grant (RFC 7009 §2.1). */
function refusalIn([first]: readonly RevokedToken[]): RevokedToken['failure'] {
  // Some servers cannot revoke access tokens (RFC 7009 §2.2.1): that ends with the refresh token and with time.
  return first?.failure?.facts?.serverError === 'unsupported_token_type' ? undefined : first?.failure
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
