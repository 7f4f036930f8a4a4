import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Provider } from 'oidc-provider'
import { checkDpopProof, proofWindow } from './dpop-proof'
import { HttpProblem } from './http'
import { findPerson, organisation, type Person } from './people'

/** On whose behalf a request is made. */
export type Caller = {
  readonly person: Person
  /** True for a token that stands for a program (client credentials) and no person. */
  readonly isService: boolean
  readonly clientId: string
  readonly scopes: ReadonlySet<string>
}

const algorithms = 'ES256 EdDSA Ed25519'
const nonceStep = 60_000

/**
 * Judges the access token of a request by asking the authorization server's own records, so that a revoked token is
 * refused from that moment on. Bearer (RFC 6750) and DPoP (RFC 9449 §7) tokens each only under their own scheme.
 */
export function createApiAuthentication(deps: {
  readonly provider: Provider
  readonly issuer: string
  readonly requireDpopNonce: boolean
}) {
  const { provider, issuer } = deps
  const nonceKey = randomBytes(32)
  const seenProofs = new Map<string, number>()

  /** Throws `HttpProblem` 401 with the `WWW-Authenticate` that says what is missing or wrong. */
  return async function authenticate(request: IncomingMessage, url: URL): Promise<Caller> {
    const [, scheme, value] = /^(Bearer|DPoP) +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    if (!scheme || !value) throw unauthorized(undefined, 'Send an access token.')
    const usesDpop = scheme.toLowerCase() === 'dpop'

    const token = (await provider.AccessToken.find(value)) ?? (await provider.ClientCredentials.find(value))
    if (!token) throw refuse(usesDpop, 'The access token is unknown, has expired or was revoked.')
    if (token.aud !== undefined && token.aud !== `${issuer}/api/v1`) {
      throw refuse(usesDpop, 'The access token is for another audience.')
    }
    if (token.jkt && !usesDpop) throw refuse(true, 'This access token needs a DPoP proof.')
    if (usesDpop) checkProof(request, url, value, token.jkt)

    const isService = token.kind === 'ClientCredentials'
    const person = isService ? organisation : await personBehind(token)
    if (!person) throw refuse(usesDpop, 'The grant behind the access token has ended.')
    return {
      person,
      isService,
      clientId: token.clientId ?? '',
      scopes: new Set((token.scope ?? '').split(' ').filter(Boolean)),
    }
  }

  async function personBehind(token: { grantId?: string; accountId?: string }): Promise<Person | undefined> {
    const grant = token.grantId ? await provider.Grant.find(token.grantId) : undefined
    return grant && token.accountId ? findPerson(token.accountId) : undefined
  }

  function checkProof(request: IncomingMessage, url: URL, accessToken: string, thumbprint?: string): void {
    const header = request.headers.dpop
    if (typeof header !== 'string') throw refuse(true, 'The DPoP proof is missing.', 'invalid_dpop_proof')
    if (!thumbprint) throw refuse(true, 'This access token is not bound to a key.')
    const proof = checkDpopProof(header, {
      method: request.method ?? '',
      url: url.href,
      accessToken,
      now: Date.now(),
    })
    if (typeof proof === 'string') throw refuse(true, proof, 'invalid_dpop_proof')
    if (deps.requireDpopNonce && !validNonces().includes(proof.nonce ?? '')) {
      throw refuse(true, 'Use the nonce of this answer.', 'use_dpop_nonce', {
        'dpop-nonce': nonceAt(Date.now()),
      })
    }
    if (proof.thumbprint !== thumbprint) throw refuse(true, 'The proof was signed with another key.')
    if (!remember(proof.thumbprint + proof.jti)) {
      throw refuse(true, 'The proof was used before.', 'invalid_dpop_proof')
    }
  }

  function remember(proof: string): boolean {
    const now = Date.now()
    for (const [key, until] of seenProofs) {
      if (until > now) break
      seenProofs.delete(key)
    }
    if (seenProofs.has(proof)) return false
    seenProofs.set(proof, now + 2 * proofWindow * 1000)
    return true
  }

  function nonceAt(time: number): string {
    return createHmac('sha256', nonceKey)
      .update(String(Math.floor(time / nonceStep)))
      .digest('base64url')
  }

  function validNonces(): string[] {
    return [nonceAt(Date.now()), nonceAt(Date.now() - nonceStep)]
  }

  function refuse(
    dpop: boolean,
    message: string,
    code = 'invalid_token',
    headers: Record<string, string> = {},
  ): HttpProblem {
    return unauthorized({ dpop, code }, message, headers)
  }
}

function unauthorized(
  why: { dpop: boolean; code: string } | undefined,
  message: string,
  headers: Record<string, string> = {},
): HttpProblem {
  const realm = 'realm="Sandbox Cloud"'
  const challenge = !why
    ? [`Bearer ${realm}`, `DPoP ${realm}, algs="${algorithms}"`]
    : why.dpop
      ? `DPoP ${realm}, error="${why.code}", error_description="${message}", algs="${algorithms}"`
      : `Bearer ${realm}, error="${why.code}", error_description="${message}"`
  return new HttpProblem(401, why?.code ?? 'missing_token', message, {
    ...headers,
    'www-authenticate': challenge,
  })
}
