import type { OAuthClient } from './oauth-client'

/** The scopes under the name and with the separator of the server; nothing at all for none. */
export function scopeParameter(client: OAuthClient, scopes: readonly string[]): Record<string, string> {
  if (scopes.length === 0) return {}
  const { scopeParameter: name = 'scope', scopeSeparator = ' ' } = client.dialect
  return { [name]: scopes.join(scopeSeparator) }
}

/** Resource indicators may repeat (RFC 8707 §2), so they need more than a record. */
export function withResources(
  client: OAuthClient,
  parameters: Readonly<Record<string, string>> = {},
): URLSearchParams {
  const query = new URLSearchParams(parameters)
  for (const resource of client.resource ?? []) query.append('resource', resource)
  return query
}
