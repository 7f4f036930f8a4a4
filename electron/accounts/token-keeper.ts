import { type Account, failureFacts, type Health } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { Lease } from '../http/authorized'
import { isDue, isExpired, type TokenSet } from '../oauth/token-set'
import { createAtMost } from '../support/at-most'
import { createPerKey } from '../support/per-key'
import type { Secret } from '../support/secret'
import type { AccountSecret } from './account-secret'
import { type AccountSecrets, type AccountSecretsDeps, createAccountSecrets } from './account-secrets'
import { asFailure, reportOf } from './flows'
import { afterRenewal } from './grant-times'
import type { Registry } from './registry'

const renewalsAtOnce = 4
/** ms */
const second = 1_000

export interface TokenKeeper extends Omit<AccountSecrets, 'unsaved' | 'withUnsaved'> {
  /**
   * A token that works, as far as is known: fresh ones are handed out, due ones renewed first. `refused`: the token a
   * server just turned away; if a neighbour has renewed since, that one counts. Whatever the number of callers there is
   * one renewal at a time per account, and at most four accounts renew at once.
   */
  lease(accountId: string, refused?: Secret): Promise<Lease>
  /** Renews now, due or not. */
  renew(accountId: string): Promise<void>
  /** Runs a task while the account neither renews nor is kept anew. */
  inTurn<T>(accountId: string, task: () => Promise<T>): Promise<T>
  /**
   * Takes no new renewal on, and resolves when those under way are in the keychain or have failed, and what it did not take
   * before has been tried once more.
   */
  settle(): Promise<void>
}

export interface TokenKeeperDeps extends AccountSecretsDeps {
  readonly registry: Registry
  /** Asks the server for a new token set; exactly one request. */
  readonly requestRenewal: (secret: AccountSecret) => Promise<TokenSet>
  readonly sendBound: (secret: AccountSecret, tokens: TokenSet) => Lease['sendBound']
  readonly endsGrant: (failure: Failure, account: Account) => boolean
  /** Whether the provider itself refuses the token, asked where it says whose it is. */
  readonly isRefused: (secret: AccountSecret) => Promise<boolean>
  /** Once a token: it was refused before it ran out, and its grant has ended too. Keyfob has not revoked it. */
  readonly foundRevoked: (account: Account) => void
  /** The records cannot be written; nothing is lost but that. */
  readonly onUnwritable: (error: unknown) => void
  readonly now: () => number
}

export function createTokenKeeper(deps: TokenKeeperDeps): TokenKeeper {
  const { registry, now } = deps
  const perAccount = createPerKey()
  const atMost = createAtMost(renewalsAtOnce)
  const secrets = createAccountSecrets(deps)
  const { read, keep, prepareRenewal, unsaved, withUnsaved } = secrets
  /** Last use, as far as it was noted. */
  const notedAt = new Map<string, number>()
  const underWay = new Set<Promise<unknown>>()
  const foundRevoked = new WeakSet<Secret>()
  let isClosing = false

  function renewOnce(accountId: string): Promise<AccountSecret> {
    const renewal = perAccount.shared(`renew ${accountId}`, () =>
      atMost(() => perAccount.inTurn(accountId, () => renewInTurn(registry.get(accountId)))),
    )
    underWay.add(renewal)
    const over = () => underWay.delete(renewal)
    renewal.then(over, over)
    return renewal
  }

  async function renewInTurn(account: Account): Promise<AccountSecret> {
    if (isClosing) throw new Failure('shutting_down', 'Keyfob is quitting')
    const waiting = unsaved(account.id)
    if (waiting) {
      await keepWaiting(waiting)
      return waiting
    }
    const old = await read(account)
    try {
      // A server that rotates has ended the old token by the time it answers: the new one must have a place to go.
      const keepIt = await prepareRenewal(account)
      const tokens = await deps.requestRenewal(old)
      const renewed: AccountSecret = {
        ...old,
        account: afterRenewal(registry.get(account.id), tokens, now()),
        tokens,
      }
      await keepIt(renewed)
      noteRenewed(renewed)
      return renewed
    } catch (error) {
      throw await noteFailure(account, asFailure(error))
    }
  }

  /** What the keychain did not take is offered to it again. */
  async function keepWaiting(waiting: AccountSecret): Promise<void> {
    await keep(waiting)
    noteRenewed(waiting)
  }

  /** What goes with this process otherwise: the server has ended the token before it. */
  function keepUnsaved(accountId: string): Promise<void> {
    return perAccount.inTurn(accountId, async () => {
      const waiting = unsaved(accountId)
      if (waiting) await keepWaiting(waiting)
    })
  }

  /** The keychain holds what the record says: nobody waits for the disk. The account may have a new name meanwhile. */
  function noteRenewed({ account }: AccountSecret): void {
    const known = registry.list().find(({ id }) => id === account.id)
    if (!known) return
    registry.noteAll({ ...account, label: known.label })
    registry.flush().catch(deps.onUnwritable)
  }

  /** Only the server's own refusal ends an account; everything else passes (design, invariant 5). */
  async function noteFailure(
    account: Account,
    failure: Failure,
    ended = deps.endsGrant(failure, account),
  ): Promise<Failure> {
    if (failure.code === 'cancelled' || failure.code === 'shutting_down') return failure
    const health: Health = {
      state: ended ? 'needs_reconnecting' : 'unreachable',
      code: failure.code,
      facts: failureFacts.safeParse(reportOf(failure).facts).data,
      since: now(),
    }
    await registry.update(account.id, { health }).catch(() => undefined)
    return failure
  }

  async function lookAgain(account: Account): Promise<Account> {
    if (account.health.state !== 'needs_reconnecting') return account
    const secret = await read(account).catch(() => undefined)
    // A clock that was ahead has been set right.
    if (account.health.code === 'access_ran_out' && secret && !isExpired(secret.tokens, now()))
      await registry.update(account.id, { health: { state: 'working' } }).catch(() => undefined)
    return registry.get(account.id)
  }

  /** What nothing can renew ends by its time, or by the provider's own word: one address may want other credentials. */
  async function lendUnrenewable(
    account: Account,
    secret: AccountSecret,
    isRefused: boolean,
  ): Promise<Lease> {
    const facts = { stage: 'resource', subject: account.label } as const
    if (isExpired(secret.tokens, now()))
      throw await noteFailure(account, new Failure('access_ran_out', 'nothing renews it', { facts }), true)
    if (!isRefused || !(await deps.isRefused(secret))) return lend(secret)
    // The answer took its time: the account may have been connected again meanwhile.
    const current = await read(registry.get(account.id))
    if (current.tokens.accessToken.reveal() !== secret.tokens.accessToken.reveal()) return lend(current)
    noteRevoked(secret)
    throw await noteFailure(account, new Failure('invalid_token', 'the token is refused', { facts }), true)
  }

  function noteRevoked({ account, tokens }: AccountSecret): void {
    if (foundRevoked.has(tokens.accessToken)) return
    foundRevoked.add(tokens.accessToken)
    deps.foundRevoked(account)
  }

  function lend(secret: AccountSecret): Lease {
    const { tokens } = secret
    const at = now()
    // Each note is told to the window.
    if (at - (notedAt.get(secret.account.id) ?? 0) >= second) {
      notedAt.set(secret.account.id, at)
      registry.note(secret.account.id, { lastUsedAt: at })
    }
    return {
      accessToken: tokens.accessToken,
      tokenType: tokens.tokenType,
      sendBound: deps.sendBound(secret, tokens),
    }
  }

  return {
    ...secrets,
    inTurn: perAccount.inTurn,
    async lease(accountId, refused) {
      const account = await lookAgain(registry.get(accountId))
      if (account.health.state === 'needs_reconnecting') {
        throw new Failure('needs_reconnecting', 'the server ended the grant', {
          facts: { subject: account.label },
        })
      }
      const secret = await read(account)
      const isRefused = refused !== undefined && secret.tokens.accessToken.reveal() === refused.reveal()
      if (!isRefused && !unsaved(accountId) && !isDue(secret.tokens, now())) return lend(secret)
      if (!canRenew(secret)) return lendUnrenewable(account, secret, isRefused)
      const isRevoked = isRefused && !isExpired(secret.tokens, now())
      try {
        return lend(await renewOnce(accountId))
      } catch (error) {
        const failure = asFailure(error)
        if (isRevoked && deps.endsGrant(failure, account)) noteRevoked(secret)
        const stillGood = !isRefused && !isExpired(secret.tokens, now())
        if (stillGood && !unsaved(accountId) && !deps.endsGrant(failure, account)) return lend(secret)
        throw failure
      }
    },
    async renew(accountId) {
      const account = registry.get(accountId)
      if (!canRenew(await read(account))) {
        throw new Failure('needs_reconnecting', 'nothing can renew this account', {
          facts: { subject: account.label },
        })
      }
      await renewOnce(accountId)
    },
    async settle() {
      isClosing = true
      await Promise.allSettled([...underWay])
      await Promise.allSettled(withUnsaved().map(keepUnsaved))
    },
  }
}

function canRenew(secret: AccountSecret): boolean {
  return secret.account.flow === 'client_credentials' || secret.tokens.refreshToken !== undefined
}
