import { randomBytes } from 'node:crypto'
import { type Answer, json, refusal } from './answer'
import { makeIdToken } from './id-token'
import { hash, readProof } from './keys'
import type { Received } from './server'

interface Asked {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly scope: string
  readonly nonce?: string | undefined
  readonly thumbprint?: string | undefined
}

interface Lent {
  readonly scope: string
  readonly thumbprint?: string | undefined
}

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'
const fresh = (kind: string) => `${kind}_${randomBytes(18).toString('base64url')}`

/** What an honest authorization server remembers and does: codes, tokens, devices, pushed requests. */
export function createGrants(issuer: string) {
  const codes = new Map<string, Asked>()
  const pushed = new Map<string, URLSearchParams>()
  const accessTokens = new Map<string, Lent>()
  const refreshTokens = new Map<string, Lent & { readonly clientId: string }>()
  const devices = new Map<string, { state: string }>()

  function issue(
    clientId: string,
    lent: Lent,
    misbehaviour: string | undefined,
    withRefresh: boolean,
    nonce?: string,
  ) {
    const accessToken = fresh('kfat')
    accessTokens.set(accessToken, lent)
    const refreshToken = fresh('kfrt')
    if (withRefresh) refreshTokens.set(refreshToken, { ...lent, clientId })
    const about = { issuer, clientId, subject: 'ada', nonce, accessToken }
    return json({
      access_token: accessToken,
      token_type: lent.thumbprint ? 'DPoP' : 'Bearer',
      expires_in: 3600,
      scope: lent.scope,
      ...(withRefresh ? { refresh_token: refreshToken } : {}),
      ...(withRefresh && lent.scope.includes('openid') ? { id_token: makeIdToken(about, misbehaviour) } : {}),
    })
  }

  function exchangeCode(request: Received, clientId: string, misbehaviour: string | undefined): Answer {
    const code = request.form.get('code') ?? ''
    const asked = codes.get(code)
    codes.delete(code)
    if (!asked || asked.clientId !== clientId) return refusal('invalid_grant', 'no such code')
    if (asked.redirectUri !== request.form.get('redirect_uri')) {
      return refusal('invalid_grant', 'redirect_uri differs')
    }
    if (hash(request.form.get('code_verifier') ?? '') !== asked.challenge) {
      return refusal('invalid_grant', 'PKCE verification failed')
    }
    const thumbprint = readProof(request.headers.dpop)?.thumbprint
    if (asked.thumbprint && asked.thumbprint !== thumbprint) {
      return refusal('invalid_grant', 'the code is bound to another key')
    }
    return issue(clientId, { scope: asked.scope, thumbprint }, misbehaviour, true, asked.nonce)
  }

  function renew(request: Received, clientId: string, misbehaviour: string | undefined): Answer {
    const refreshToken = request.form.get('refresh_token') ?? ''
    const lent = refreshTokens.get(refreshToken)
    if (!lent || lent.clientId !== clientId) return refusal('invalid_grant', 'no such refresh token')
    if (lent.thumbprint && lent.thumbprint !== readProof(request.headers.dpop)?.thumbprint) {
      return refusal('invalid_dpop_proof')
    }
    refreshTokens.delete(refreshToken)
    return issue(clientId, lent, misbehaviour, true)
  }

  function pollDevice(request: Received, clientId: string, misbehaviour: string | undefined): Answer {
    const device = devices.get(request.form.get('device_code') ?? '')
    if (!device) return refusal('invalid_grant')
    if (device.state !== 'allowed') return refusal(device.state)
    return issue(clientId, { scope: 'openid files:read' }, misbehaviour, true)
  }

  return {
    /** The address that the browser is sent back to. */
    authorize(query: URLSearchParams): URL {
      const requestUri = query.get('request_uri')
      const asked = requestUri === null ? query : (pushed.get(requestUri) ?? new URLSearchParams())
      // Of one use (RFC 9126 §4).
      if (requestUri !== null) pushed.delete(requestUri)
      const landing = new URL(asked.get('redirect_uri') ?? 'http://127.0.0.1:9/')
      const code = fresh('code')
      codes.set(code, {
        clientId: asked.get('client_id') ?? '',
        redirectUri: landing.href,
        challenge: asked.get('code_challenge') ?? '',
        scope: asked.get('scope') ?? '',
        nonce: asked.get('nonce') ?? undefined,
        thumbprint: asked.get('dpop_jkt') ?? undefined,
      })
      landing.search = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer }).toString()
      return landing
    },
    push(parameters: URLSearchParams): Answer {
      const requestUri = `urn:ietf:params:oauth:request_uri:${fresh('par')}`
      pushed.set(requestUri, parameters)
      return json({ request_uri: requestUri, expires_in: 60 }, 201)
    },
    token(request: Received, misbehaviour: string | undefined): Answer {
      const clientId = clientOf(request)
      if (clientId === undefined) return refusal('invalid_client', undefined, 401)
      switch (request.form.get('grant_type')) {
        case 'authorization_code':
          return exchangeCode(request, clientId, misbehaviour)
        case 'refresh_token':
          return renew(request, clientId, misbehaviour)
        case 'client_credentials': {
          const thumbprint = readProof(request.headers.dpop)?.thumbprint
          return issue(clientId, { scope: request.form.get('scope') ?? '', thumbprint }, misbehaviour, false)
        }
        case deviceGrant:
          return pollDevice(request, clientId, misbehaviour)
        default:
          return refusal('unsupported_grant_type')
      }
    },
    startDevice(): Answer {
      const code = fresh('device')
      devices.set(code, { state: 'authorization_pending' })
      return json({
        device_code: code,
        user_code: 'WDJB-MJHT',
        verification_uri: `${issuer}/device`,
        verification_uri_complete: `${issuer}/device?user_code=WDJB-MJHT`,
        expires_in: 600,
        interval: 5,
      })
    },
    /** What every waiting device is told from now on: an error code, or `allowed`. */
    decideDevices(state: string) {
      for (const device of devices.values()) device.state = state
    },
    /** Makes a token of that value good for the API. */
    lend: (accessToken: string) => accessTokens.set(accessToken, { scope: '' }),
    lentTo: (accessToken: string) => accessTokens.get(accessToken),
    /** Honest: an unknown token is as good as revoked (RFC 7009 §2.2). */
    revoke(token: string) {
      accessTokens.delete(token)
      refreshTokens.delete(token)
    },
    knows: (token: string) => accessTokens.has(token) || refreshTokens.has(token),
  }
}

/** Basic, or in the body; a secret that is not "secret" is wrong. */
function clientOf(request: Received): string | undefined {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
    : [request.form.get('client_id') ?? undefined, request.form.get('client_secret') ?? undefined]
  return secret === undefined || secret === 'secret' || secret === 'se%cret+' ? id : undefined
}
