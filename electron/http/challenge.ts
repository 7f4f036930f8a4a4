/** What a resource server says about a refused token (RFC 6750 §3). */
export interface Challenge {
  readonly error?: string
  readonly description?: string
  readonly scopes: readonly string[]
}

/**
 * Reads `WWW-Authenticate` and forgives what servers do to it: no scheme, unquoted values, any case. Nothing that can
 * be read is an empty challenge.
 */
export function readChallenge(header: string | null): Challenge {
  const parameter = (name: string) => {
    const found = new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'i').exec(
      header ?? '',
    )
    return (found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2])?.slice(0, 300)
  }
  const error = parameter('error')
  const description = parameter('error_description')
  return {
    ...(error ? { error } : {}),
    ...(description ? { description } : {}),
    scopes: (parameter('scope') ?? '').split(' ').filter(Boolean),
  }
}
