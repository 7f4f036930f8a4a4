/** What a resource server says about a refused token (RFC 6750 §3). */
export interface Challenge {
  readonly error?: string
  readonly description?: string
  readonly scopes: readonly string[]
}

const parameter = /(?<![\w-])([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s,"]+))/g
const longest = 300

/**
 * Reads `WWW-Authenticate` and forgives what servers do to it: no scheme, unquoted values, any case. Nothing that can
 * be read is an empty challenge.
 */
export function readChallenge(header: string | null): Challenge {
  const parameters = new Map<string, string>()
  // Quoted strings are read whole, so that nothing inside one is taken for a parameter.
  for (const [, name = '', quoted, bare] of (header ?? '').matchAll(parameter)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? ''
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value.slice(0, longest))
  }
  const error = parameters.get('error')
  const description = parameters.get('error_description')
  return {
    ...(error ? { error } : {}),
    ...(description ? { description } : {}),
    scopes: (parameters.get('scope') ?? '').split(' ').filter(Boolean),
  }
}
