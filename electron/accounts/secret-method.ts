import type { OAuthClient } from '../oauth/oauth-client'

/** Basic is what RFC 6749 §2.3.1 has every server know; the body only where the server says so and nothing else. */
export function secretMethod(server: OAuthClient['server']): 'client_secret_basic' | 'client_secret_post' {
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic') ? 'client_secret_basic' : 'client_secret_post'
}
