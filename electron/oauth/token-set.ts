import { z } from 'zod'
import { Failure } from '../../shared/failure'
import { isRecord } from '../support/field'
import { type Secret, secret } from '../support/secret'

/** What an authorization server issued (RFC 6749 §5.1), as Keyfob keeps it. Times are ms since the epoch. */
export interface TokenSet {
  readonly accessToken: Secret
  readonly tokenType: 'bearer' | 'dpop'
  /** When the request for it was sent: expiry is counted from there, so that a slow answer shortens it, never stretches. */
  readonly requestedAt: number
  /** Absent: the server did not say. */
  readonly expiresAt?: number
  readonly refreshToken?: Secret
  /** When the refresh token ends; absent: the server did not say, or it does not. */
  readonly renewableUntil?: number
  readonly idToken?: Secret
  /** Scopes the server says it granted; absent: it said nothing, so what was asked holds (RFC 6749 §5.1). */
  readonly scope?: readonly string[]
  /** The private key that the tokens are bound to (RFC 9449), as JWK text. */
  readonly dpopKey?: Secret
  /** Members of the token answer beyond the standard ones, as JSON text. May hold tokens: secret as a whole. */
  readonly extras?: Secret
}

const stored = z.object({
  accessToken: z.string().min(1),
  tokenType: z.enum(['bearer', 'dpop']),
  requestedAt: z.number(),
  expiresAt: z.number().optional(),
  refreshToken: z.string().min(1).optional(),
  renewableUntil: z.number().optional(),
  idToken: z.string().min(1).optional(),
  scope: z.array(z.string()).optional(),
  dpopKey: z.string().optional(),
  extras: z.string().refine(isObjectText).optional(),
})

/** For the vault alone: the one place where a token set becomes text. */
export function tokenSetToSecret(tokens: TokenSet): Secret {
  return secret(
    JSON.stringify({
      accessToken: tokens.accessToken.reveal(),
      tokenType: tokens.tokenType,
      requestedAt: tokens.requestedAt,
      expiresAt: tokens.expiresAt,
      refreshToken: tokens.refreshToken?.reveal(),
      renewableUntil: tokens.renewableUntil,
      idToken: tokens.idToken?.reveal(),
      scope: tokens.scope,
      dpopKey: tokens.dpopKey?.reveal(),
      extras: tokens.extras?.reveal(),
    }),
  )
}

/** Throws `vault_entry_altered` when the text is not what `tokenSetToSecret` wrote. */
export function tokenSetFromSecret(text: Secret): TokenSet {
  let raw: unknown
  try {
    raw = JSON.parse(text.reveal())
  } catch {
    // The parser's message would quote the secret: it goes no further.
    throw new Failure('vault_entry_altered', 'the keychain entry is not a token set')
  }
  const parsed = stored.safeParse(raw)
  if (!parsed.success) throw new Failure('vault_entry_altered', 'the keychain entry is not a token set')
  const { accessToken, refreshToken, renewableUntil, idToken, dpopKey, extras, expiresAt, scope, ...rest } =
    parsed.data
  return {
    ...rest,
    accessToken: secret(accessToken),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(scope === undefined ? {} : { scope }),
    ...(refreshToken === undefined ? {} : { refreshToken: secret(refreshToken) }),
    ...(renewableUntil === undefined ? {} : { renewableUntil }),
    ...(idToken === undefined ? {} : { idToken: secret(idToken) }),
    ...(dpopKey === undefined ? {} : { dpopKey: secret(dpopKey) }),
    ...(extras === undefined ? {} : { extras: secret(extras) }),
  }
}

function isObjectText(text: string): boolean {
  try {
    return isRecord(JSON.parse(text))
  } catch {
    return false
  }
}

/** The members of the token answer beyond the standard ones. Some may be tokens: take those alone that are needed. */
export function extrasOf({ extras }: Pick<TokenSet, 'extras'>): Readonly<Record<string, unknown>> {
  const members: unknown = extras && JSON.parse(extras.reveal())
  return isRecord(members) ? members : {}
}

const minute = 60_000

/** Whether it is time to renew: 5 minutes before expiry, or a tenth of the lifetime where that is shorter. */
export function isDue(tokens: Pick<TokenSet, 'expiresAt' | 'requestedAt'>, now: number): boolean {
  return tokens.expiresAt !== undefined && now >= dueAt(tokens.expiresAt, tokens.requestedAt)
}

export function dueAt(expiresAt: number, requestedAt: number): number {
  return expiresAt - Math.min(5 * minute, (expiresAt - requestedAt) / 10)
}

export function isExpired(tokens: Pick<TokenSet, 'expiresAt'>, now: number): boolean {
  return tokens.expiresAt !== undefined && now >= tokens.expiresAt
}
