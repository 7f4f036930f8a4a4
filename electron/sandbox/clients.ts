import { randomBytes } from 'node:crypto'
import type { ClientMetadata, Provider } from 'oidc-provider'
import { apiScopes, scopes } from './scopes'
import { hash, type Store } from './store'

/** Keyfob itself: a public native client, so PKCE and a loopback redirect to any port (RFC 8252 §7.3). */
export const appClientId = 'keyfob-sandbox'

/** A service account: acts for the demo organisation, not for a person. */
export const serviceClientId = 'keyfob-sandbox-service'

const serviceScopes = apiScopes.filter((name) => name !== 'invoices:read')

export function appClient(requireDpop: boolean): ClientMetadata {
  return {
    client_id: appClientId,
    client_name: 'Keyfob',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback'],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    scope: scopes.map((scope) => scope.name).join(' '),
    dpop_bound_access_tokens: requireDpop,
  }
}

/**
 * Makes a new secret for the service account; the one before stops working at once. Only its hash is kept, so this
 * is the only time it can be read.
 */
export async function renewServiceSecret(store: Store): Promise<string> {
  const secret = `sbx_${randomBytes(32).toString('base64url')}`
  await store.adapterFor('Client').upsert(serviceClientId, {
    client_id: serviceClientId,
    client_name: 'Demo service account',
    application_type: 'web',
    token_endpoint_auth_method: 'client_secret_basic',
    client_secret: secret,
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    scope: serviceScopes.join(' '),
  })
  return secret
}

export async function ensureServiceClient(store: Store): Promise<void> {
  if (!(await store.adapterFor('Client').find(serviceClientId))) await renewServiceSecret(store)
}

/** The store keeps hashes of client secrets, so a presented secret is hashed before it is compared. */
export function compareSecretsByHash(provider: Provider): void {
  const prototype = provider.Client.prototype as { compareClientSecret(actual: string): unknown }
  const compare = prototype.compareClientSecret
  prototype.compareClientSecret = function compareClientSecret(actual) {
    return compare.call(this, hash(actual))
  }
}
