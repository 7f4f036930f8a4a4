import * as openid from 'openid-client'
import { Failure } from '../../shared/failure'
import { type Secret, secret } from '../support/secret'
import type { OAuthClient } from './oauth-client'

const algorithm = 'ES256'
const parameters = { name: 'ECDSA', namedCurve: 'P-256' } as const

export interface Binding {
  readonly handle: openid.DPoPHandle
  /** JWK text of the private key, for the vault. */
  readonly privateKey: Secret
}

/**
 * A key of the account's own to bind its tokens to (RFC 9449), where the server advertises it and the provider's data
 * allows; undefined otherwise. `known` is the key of an account that has one already.
 */
export async function bindingKey(
  client: OAuthClient,
  configuration: openid.Configuration,
  known?: Secret,
): Promise<Binding | undefined> {
  if (known) return { handle: openid.getDPoPHandle(configuration, await keyOf(known)), privateKey: known }
  const offered = client.server.dpop_signing_alg_values_supported?.includes(algorithm)
  if (!client.dpop || !offered) return undefined
  const pair = await openid.randomDPoPKeyPair(algorithm, { extractable: true })
  const privateKey = secret(JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey)))
  return { handle: openid.getDPoPHandle(configuration, pair), privateKey }
}

/** Keys that were imported, as long as their text is held. */
const imported = new WeakMap<Secret, Promise<openid.CryptoKeyPair>>()

function keyOf(jwkText: Secret): Promise<openid.CryptoKeyPair> {
  const known = imported.get(jwkText)
  if (known) return known
  const pair = importKey(jwkText)
  imported.set(jwkText, pair)
  return pair
}

async function importKey(jwkText: Secret): Promise<openid.CryptoKeyPair> {
  const { d, ...rest } = parseKey(jwkText)
  const publicJwk = { ...rest, key_ops: ['verify'] }
  const privateJwk = { ...rest, d, key_ops: ['sign'] } as JsonWebKey
  return {
    privateKey: await crypto.subtle.importKey('jwk', privateJwk, parameters, false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', publicJwk, parameters, true, ['verify']),
  }
}

function parseKey(jwkText: Secret): JsonWebKey {
  try {
    return JSON.parse(jwkText.reveal()) as JsonWebKey
  } catch {
    // The parser's message would quote the key: it goes no further.
    throw new Failure('vault_entry_altered', 'the key of the account is not one')
  }
}
