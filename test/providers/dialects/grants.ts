import { createHash, randomBytes } from 'node:crypto'

interface Code {
  readonly challenge: string | null
  readonly redirectUri: string
  readonly scopes: readonly string[]
}

interface Grant {
  readonly scopes: readonly string[]
  access: string
  refresh: string | undefined
}

/** Codes and tokens of a server, as RFC 6749 and RFC 7636 have them; what is the provider's own is in its dialect. */
export function createGrants() {
  const codes = new Map<string, Code>()
  const grants = new Set<Grant>()
  const fresh = (prefix: string) => `${prefix}${randomBytes(24).toString('hex')}`

  return {
    code(code: Code): string {
      const made = fresh('code-')
      codes.set(made, code)
      return made
    },
    /** The code's grant, if verifier and redirect URI are right; each code works once. */
    redeem(form: URLSearchParams): Code | undefined {
      const made = form.get('code') ?? ''
      const code = codes.get(made)
      codes.delete(made)
      if (!code || form.get('redirect_uri') !== code.redirectUri) return undefined
      const hash = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      return code.challenge === null || hash === code.challenge ? code : undefined
    },
    issue(scopes: readonly string[], withRefresh: boolean, prefix = ''): Grant {
      const grant = { scopes, access: fresh(prefix), refresh: withRefresh ? fresh(`${prefix}r-`) : undefined }
      grants.add(grant)
      return grant
    },
    byAccess: (token: string | null | undefined) => [...grants].find(({ access }) => access === token),
    byRefresh: (token: string | null | undefined) =>
      [...grants].find(({ refresh }) => refresh !== undefined && refresh === token),
    /** Gives the grant another access token; `rotates`: and another refresh token. The old ones are known no more. */
    renew(grant: Grant, rotates: boolean, prefix = ''): Grant {
      grant.access = fresh(prefix)
      if (rotates && grant.refresh) grant.refresh = fresh(`${prefix}r-`)
      return grant
    },
    /** Takes back that one token; the other one of its grant works on. */
    takeBack(token: string): void {
      for (const grant of grants) {
        if (grant.access === token) grant.access = fresh('')
        if (grant.refresh === token) grant.refresh = undefined
      }
    },
    end: (grant: Grant) => void grants.delete(grant),
    count: () => grants.size,
  }
}

/** A page of made-up items: `count` of them, numbered through. */
export function items<T>(
  count: number,
  from: number,
  size: number,
  make: (index: number) => T,
): readonly T[] {
  return Array.from({ length: Math.max(0, Math.min(size, count - from)) }, (_, index) => make(from + index))
}

/** The loopback rule of RFC 8252 §7.3: the registered URI with any port. */
export function isRegistered(asked: string, registered: string): boolean {
  const url = new URL(asked)
  const wanted = new URL(registered)
  return url.protocol === 'http:' && url.hostname === wanted.hostname && url.pathname === wanted.pathname
}
