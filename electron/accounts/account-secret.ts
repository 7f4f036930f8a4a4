import { type Account, account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { type TokenSet, tokenSetFromSecret, tokenSetToSecret } from '../oauth/token-set'
import { isRecord } from '../support/field'
import { type Secret, secret } from '../support/secret'

/** All that the keychain holds of an account. The record beside the tokens lets the registry be rebuilt from it. */
export interface AccountSecret {
  readonly account: Account
  readonly tokens: TokenSet
  /** For an account that is its own client (client credentials), or whose provider made the client for it. */
  readonly clientSecret?: Secret
}

const prefix = 'account-'
export const entryName = (accountId: string) => `${prefix}${accountId}`

/** Undefined: the name of something else. */
export function accountIdOf(name: string): string | undefined {
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined
}

export function accountSecretToText({ account, tokens, clientSecret }: AccountSecret): Secret {
  return secret(
    JSON.stringify({
      account: { ...account, person: { ...account.person, avatar: undefined } },
      tokens: tokenSetToSecret(tokens).reveal(),
      clientSecret: clientSecret?.reveal(),
    }),
  )
}

/** Throws `vault_entry_altered`. */
export function accountSecretFromText(text: Secret): AccountSecret {
  let raw: unknown
  try {
    raw = JSON.parse(text.reveal())
  } catch {
    throw altered()
  }
  if (!isRecord(raw) || typeof raw.tokens !== 'string') throw altered()
  const record = account.safeParse(raw.account)
  if (!record.success) throw altered()
  return {
    account: record.data,
    tokens: tokenSetFromSecret(secret(raw.tokens)),
    ...(typeof raw.clientSecret === 'string' ? { clientSecret: secret(raw.clientSecret) } : {}),
  }
}

function altered(): Failure {
  return new Failure('vault_entry_altered', 'the keychain entry is not an account')
}
