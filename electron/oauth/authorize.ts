import * as openid from 'openid-client'
import { Failure } from '../../shared/failure'
import { configure, type OAuthWorld } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import { checkAccessTokenHash } from './id-token'
import { type Loopback, openLoopback, type Stranger } from './loopback'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { type Issued, issued } from './token-response'

export interface AuthorizationRequest {
  readonly scopes: readonly string[]
  readonly loginHint?: string | undefined
  readonly prompt?: 'consent' | 'login' | 'select_account' | undefined
  /** Ends the wait: its reason is the failure. */
  readonly signal: AbortSignal
  /** How long to wait for the person, in ms. */
  readonly patience: number
}

export interface AuthorizationWorld extends OAuthWorld {
  /** Opens the system browser. */
  readonly openBrowser: (url: string) => Promise<void>
  /** Told once the wait begins, so that the person can open the link again, copy it, or paste the answer. */
  readonly onWaiting: (attempt: { readonly url: string; readonly paste: (text: string) => void }) => void
  readonly onStranger: (kind: Stranger) => void
}

/**
 * Authorization code with PKCE over a loopback redirect, in the system browser (RFC 8252, RFC 7636, RFC 9700 §2.1).
 * Resolves with the token set and the checked ID token's claims; throws a `Failure` that names the stage.
 */
export async function authorize(
  client: OAuthClient,
  request: AuthorizationRequest,
  world: AuthorizationWorld,
  recorder: FlowRecorder,
): Promise<Issued> {
  const loopback = await openLoopback(client.redirect)
  const host = hostOf(client.server.authorization_endpoint)
  try {
    const configuration = configure(client, world, recorder)
    const dpop = await bindingKey(client, configuration)
    const verifier = openid.randomPKCECodeVerifier()
    const state = openid.randomState()
    const nonce = client.openid ? openid.randomNonce() : undefined
    const parameters = withoutUndefined({
      ...client.authorizationParameters,
      response_type: 'code',
      redirect_uri: loopback.redirectUri,
      [client.dialect.scopeParameter ?? 'scope']: request.scopes.join(client.dialect.scopeSeparator ?? ' '),
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      login_hint: request.loginHint,
      ...(request.prompt ? { prompt: request.prompt } : {}),
    })
    recorder.protection('pkce')
    recorder.protection('state')
    recorder.protection('loopback')
    if (nonce) recorder.protection('nonce')
    if (dpop) recorder.protection('dpop')
    if (client.clientSecret) recorder.protection('client_secret')

    const url = await authorizationUrl(configuration, client, parameters, dpop?.handle, world, recorder)
    const answer = await waitForAnswer(loopback, url, state, request, world, recorder)
    if (answer.has('iss')) recorder.protection('iss')

    recorder.stage('exchanging')
    const requestedAt = world.now()
    const landing = new URL(loopback.redirectUri)
    landing.search = answer.toString()
    const stage = answer.has('error') ? 'authorization' : 'token'
    try {
      const response = await openid.authorizationCodeGrant(
        configuration,
        landing,
        {
          pkceCodeVerifier: verifier,
          expectedState: state,
          ...(nonce ? { expectedNonce: nonce, idTokenExpected: true } : {}),
        },
        resourceParameters(client),
        dpop ? { DPoP: dpop.handle } : undefined,
      )
      await checkAccessTokenHash(response)
      return issued(response, requestedAt, dpop?.privateKey)
    } catch (error) {
      throw translate(error, {
        stage,
        host: stage === 'token' ? hostOf(client.server.token_endpoint) : host,
        clockSkew: world.clockSkew(hostOf(client.server.token_endpoint) ?? ''),
        redirectUri: loopback.redirectUri,
      })
    }
  } finally {
    void loopback.close()
  }
}

async function authorizationUrl(
  configuration: openid.Configuration,
  client: OAuthClient,
  parameters: Record<string, string>,
  DPoP: openid.DPoPHandle | undefined,
  world: AuthorizationWorld,
  recorder: FlowRecorder,
): Promise<string> {
  const query = resourceParameters(client, parameters)
  let url: URL
  if (client.server.pushed_authorization_request_endpoint) {
    try {
      url = await openid.buildAuthorizationUrlWithPAR(configuration, query, DPoP ? { DPoP } : undefined)
    } catch (error) {
      const host = hostOf(client.server.pushed_authorization_request_endpoint)
      throw translate(error, { stage: 'pushed_authorization', host, clockSkew: world.clockSkew(host ?? '') })
    }
    recorder.protection('par')
  } else {
    url = openid.buildAuthorizationUrl(configuration, query)
  }
  recorder.message({
    kind: 'authorization_request',
    request: `GET ${url.origin}${url.pathname}`,
    parameters: url.searchParams,
  })
  return url.href
}

async function waitForAnswer(
  loopback: Loopback,
  url: string,
  state: string,
  request: AuthorizationRequest,
  world: AuthorizationWorld,
  recorder: FlowRecorder,
): Promise<URLSearchParams> {
  const patience = new AbortController()
  const timer = setTimeout(
    () =>
      patience.abort(
        new Failure('timed_out', 'nobody answered in time', { facts: { stage: 'authorization' } }),
      ),
    request.patience,
  )
  try {
    const signal = AbortSignal.any([request.signal, patience.signal])
    const answer = loopback.waitFor(state, signal, world.onStranger)
    answer.catch(() => undefined)
    recorder.stage('asking')
    recorder.waitUntil(world.now() + request.patience)
    world.onWaiting({ url, paste: loopback.paste })
    await world.openBrowser(url).catch((error: unknown) => {
      // The wait goes on: the person can copy the link into a browser that does open.
      const { code, message, facts } = translate(error, { stage: 'authorization' })
      recorder.message({ kind: 'authorization_request', failure: { code, message, facts } })
    })
    recorder.stage('waiting')
    const parameters = await answer
    recorder.message({ kind: 'redirect', request: `GET ${loopback.redirectUri}`, parameters })
    return parameters
  } finally {
    clearTimeout(timer)
  }
}

/** Resource indicators may repeat (RFC 8707 §2), so they need more than a record. */
function resourceParameters(
  client: OAuthClient,
  parameters: Record<string, string> = client.tokenParameters ?? {},
) {
  const query = new URLSearchParams(parameters)
  for (const resource of client.resource ?? []) query.append('resource', resource)
  return query
}

export function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).host
}

function withoutUndefined(parameters: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
