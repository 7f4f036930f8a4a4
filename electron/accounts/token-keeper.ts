import type { Account, Health } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { Lease } from '../http/authorized'
import { isDue, isExpired, type TokenSet } from '../oauth/token-set'
import { createAtMost } from '../support/at-most'
import { createPerKey } from '../support/per-key'
import type { Secret } from '../support/secret'
import type { Vault } from '../vault/vault'
import { type AccountSecret, accountSecretFromText, accountSecretToText, entryName } from './account-secret'
import { asFailure } from './flows'
import { afterRenewal, outlives } from './grant-times'
import type { Registry } from './registry'

const renewalsAtOnce = 4
/** ms */
const second = 1_000

export interface TokenKeeper {
  /** Stores a new secret, in the keychain before it can be used by anyone. */
  keep(secret: AccountSecret): Promise<void>
  /**
   * For who renews on their own, in the account's turn: shows that the keychain could take what is renewed, and returns
   * what stores it. What the keychain does not take after all is stored at the next use.
   */
  prepareRenewal(account: Account): Promise<(renewed: AccountSecret) => Promise<void>>
  /** What the vault holds, or will; read once per run. Throws `vault_entry_missing` and other vault failures. */
  read(account: Account): Promise<AccountSecret>
  /**
   * A token that works, as far as is known: fresh ones are handed out, due ones renewed first. `refused`: the token a
   * server just turned away; if a neighbour has renewed since, that one counts. Whatever the number of callers there is
   * one renewal at a time per account, and at most four accounts renew at once.
   */
  lease(accountId: string, refused?: Secret): Promise<Lease>
  /** Renews now, due or not. */
  renew(accountId: string): Promise<void>
  erase(account: Account): Promise<void>
  /** Runs a task while the account neither renews nor is kept anew. */
  inTurn<T>(accountId: string, task: () => Promise<T>): Promise<T>
  /** Takes no new renewal on, and resolves when those under way are in the keychain or have failed. */
  settle(): Promise<void>
  /** Drops every token from memory; the next use goes back to the keychain. */
  forgetAll(): void
}

export interface TokenKeeperDeps {
  readonly registry: Registry
  readonly vaultOf: (account: Account) => Vault
  /** Asks the server for a new token set; exactly one request. */
  readonly requestRenewal: (secret: AccountSecret) => Promise<TokenSet>
  readonly sendBound: (secret: AccountSecret, tokens: TokenSet) => Lease['sendBound']
  readonly endsGrant: (failure: Failure, account: Account) => boolean
  /** Whether the provider itself refuses the token, asked where it says whose it is. */
  readonly isRefused: (secret: AccountSecret) => Promise<boolean>
  /** Once a token: it was refused before it ran out, and its grant has ended too. Keyfob has not revoked it. */
  readonly foundRevoked: (account: Account) => void
  /** Whether tokens may be held in memory just now: not while Keyfob is locked. */
  readonly mayHold: () => boolean
  /** The records cannot be written; nothing is lost but that. */
  readonly onUnwritable: (error: unknown) => void
  readonly now: () => number
}

export function createTokenKeeper(deps: TokenKeeperDeps): TokenKeeper {
  const { registry, now } = deps
  const perAccount = createPerKey()
  const atMost = createAtMost(renewalsAtOnce)
  const held = new Map<string, AccountSecret>()
  /** Renewed at the server, but the keychain did not take it: nobody may use it, and it must not be lost. */
  const unsaved = new Map<string, AccountSecret>()
  /** Last use, as far as it was noted. */
  const notedAt = new Map<string, number>()
  const underWay = new Set<Promise<unknown>>()
  const foundRevoked = new WeakSet<Secret>()
  let isClosing = false
  let run = 0

  async function read(account: Account): Promise<AccountSecret> {
    const inMemory = unsaved.get(account.id) ?? held.get(account.id)
    if (inMemory) return inMemory
    return perAccount.shared(`read ${account.id}`, async () => {
      const startedIn = run
      const text = await deps.vaultOf(account).read(entryName(account.id))
      if (!text) {
        throw new Failure('vault_entry_missing', 'the keychain has no entry for the account', {
          facts: { subject: account.label },
        })
      }
      const secret = accountSecretFromText(text)
      if (startedIn === run && deps.mayHold()) held.set(account.id, secret)
      await believe(secret)
      return secret
    })
  }

  /** A crash between keychain and record leaves a grant that is newer than the record that says it has ended. */
  async function believe({ account }: AccountSecret): Promise<void> {
    const known = registry.list().find(({ id }) => id === account.id)
    if (!known || !outlives(account, known)) return
    await registry.replace({ ...account, label: known.label }).catch(() => undefined)
  }

  async function keepRenewed(secret: AccountSecret, write?: (text: Secret) => Promise<void>): Promise<void> {
    unsaved.set(secret.account.id, secret)
    await keep(secret, write)
  }

  async function prepareRenewal(account: Account): Promise<(renewed: AccountSecret) => Promise<void>> {
    const write = await deps.vaultOf(account).prepare(entryName(account.id))
    return (renewed) => keepRenewed(renewed, write)
  }

  async function keep(
    secret: AccountSecret,
    write = (text: Secret) => deps.vaultOf(secret.account).write(entryName(secret.account.id), text),
  ): Promise<void> {
    const startedIn = run
    await write(accountSecretToText(secret))
    unsaved.delete(secret.account.id)
    if (startedIn === run && deps.mayHold()) held.set(secret.account.id, secret)
  }

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
    const waiting = unsaved.get(account.id)
    if (waiting) {
      await keepRenewed(waiting)
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
      // The keychain holds what the record says: nobody waits for the disk.
      registry.noteAll(renewed.account)
      registry.flush().catch(deps.onUnwritable)
      return renewed
    } catch (error) {
      throw await noteFailure(account, asFailure(error))
    }
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
      facts: failure.facts as Health extends { facts?: infer F } ? F : never,
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
    keep: (secret) => keep(secret),
    prepareRenewal,
    read,
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
      if (!isRefused && !unsaved.has(accountId) && !isDue(secret.tokens, now())) return lend(secret)
      if (!canRenew(secret)) return lendUnrenewable(account, secret, isRefused)
      const isRevoked = isRefused && !isExpired(secret.tokens, now())
      try {
        return lend(await renewOnce(accountId))
      } catch (error) {
        const failure = asFailure(error)
        if (isRevoked && deps.endsGrant(failure, account)) noteRevoked(secret)
        const stillGood = !isRefused && !isExpired(secret.tokens, now())
        if (stillGood && !unsaved.has(accountId) && !deps.endsGrant(failure, account)) return lend(secret)
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
    async erase(account) {
      await deps.vaultOf(account).erase(entryName(account.id))
      held.delete(account.id)
      unsaved.delete(account.id)
    },
    async settle() {
      isClosing = true
      await Promise.allSettled([...underWay])
    },
    forgetAll() {
      run += 1
      held.clear()
    },
  }
}

function canRenew(secret: AccountSecret): boolean {
  return secret.account.flow === 'client_credentials' || secret.tokens.refreshToken !== undefined
}
