import * as openid from 'openid-client'
import { Failure } from '../../shared/failure'
import { type Secret, secret } from '../support/secret'
import { authorizationUrl, requirePushEndpoint } from './authorization-url'
import { circumstanceAt } from './circumstance'
import { configure, endedBy, type OAuthWorld } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import { checkIdToken } from './id-token'
import { fetchKeysAhead, forgetKeys } from './keys-ahead'
import { type Loopback, openLoopback, type Stranger } from './loopback'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { scopeParameter, withResources } from './request-parameters'
import { type Issued, issued } from './token-response'
import { listenForTokens, type TakingBack } from './unchecked-tokens'

export interface AuthorizationRequest {
  readonly scopes: readonly string[]
  readonly loginHint?: string | undefined
  /** Ends the wait: its reason is the failure. */
  readonly signal: AbortSignal
  /** How long to wait for the person, in ms. */
  readonly patience: number
}

export interface WaitingAttempt {
  /**
   * The link of this attempt, good for one more browser: a pushed request is pushed again, since it runs out, often after
   * a minute, and may be used up by the first browser that sees it (RFC 9126 §4). Throws as the first push does.
   */
  readonly link: () => Promise<string>
  readonly paste: (text: string) => void
}

export interface AuthorizationWorld extends OAuthWorld, TakingBack {
  /** Opens the system browser. */
  readonly openBrowser: (url: string) => Promise<void>
  /** Told once the wait begins, so that the person can open the link again, copy it, or paste the answer. */
  readonly onWaiting: (attempt: WaitingAttempt) => void
  readonly onStranger: (kind: Stranger) => void
  /** Told of the code before it is exchanged, for who shows what it is worth to others; `world` ends with the attempt. */
  readonly onCode?: (received: ReceivedCode, world: OAuthWorld) => Promise<void>
}

/** A code as it stands in the address that the browser comes back to. */
export interface ReceivedCode {
  readonly code: Secret
  readonly redirectUri: string
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
  requirePushEndpoint(client)
  const loopback = await openLoopback(client.redirect)
  try {
    const heard = listenForTokens(world)
    const cancellable = endedBy(request.signal, heard.world, client)
    const configuration = configure(client, cancellable, recorder)
    const binding = await bindingKey(client, configuration)
    const verifier = openid.randomPKCECodeVerifier()
    const state = openid.randomState()
    const nonce = client.openid ? openid.randomNonce() : undefined
    const parameters = {
      ...client.authorizationParameters,
      response_type: 'code',
      redirect_uri: loopback.redirectUri,
      ...scopeParameter(client, request.scopes),
      state,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(nonce ? { nonce } : {}),
      ...(request.loginHint
        ? { [client.dialect.loginHintParameter ?? 'login_hint']: request.loginHint }
        : {}),
      // The code is bound to the key too, not only the tokens (RFC 9449 §10).
      ...(binding ? { dpop_jkt: await binding.handle.calculateThumbprint() } : {}),
    }
    if (!client.dialect.ignoresPkce) recorder.protection('pkce')
    for (const each of ['state', 'loopback'] as const) recorder.protection(each)
    if (nonce) recorder.protection('nonce')
    if (client.clientSecret) recorder.protection('client_secret')

    const link = () => authorizationUrl(configuration, client, parameters, binding, cancellable, recorder)
    const url = await link()
    const isPushed = client.server.pushed_authorization_request_endpoint !== undefined
    const again = isPushed ? link : async () => url
    const answered = waitForAnswer(loopback, url, again, state, request, world, recorder)
    void fetchKeysAhead(configuration, client, cancellable)
    const answer = await answered

    recorder.stage('exchanging')
    const code = answer.get('code')
    if (code) await world.onCode?.({ code: secret(code), redirectUri: loopback.redirectUri }, cancellable)
    const requestedAt = world.now()
    const landing = new URL(loopback.redirectUri)
    landing.search = answer.toString()
    try {
      const response = await openid.authorizationCodeGrant(
        configuration,
        landing,
        {
          pkceCodeVerifier: verifier,
          expectedState: state,
          ...(nonce ? { expectedNonce: nonce, idTokenExpected: true } : {}),
        },
        withResources(client),
        binding ? { DPoP: binding.handle } : undefined,
      )
      const result = issued(response, requestedAt, binding?.privateKey)
      checkIdToken(response, client, world)
      if (answer.has('iss')) recorder.protection('iss')
      if (result.tokens.tokenType === 'dpop') recorder.protection('dpop')
      return result
    } catch (error) {
      forgetKeys(client)
      await heard.takeBack()
      const wasRefused = answer.has('error')
      throw translate(error, {
        ...(wasRefused
          ? circumstanceAt('authorization', client.server.authorization_endpoint, client, world)
          : circumstanceAt('token', client.server.token_endpoint, client, world)),
        redirectUri: loopback.redirectUri,
      })
    }
  } finally {
    const closed = loopback.close()
    // Whoever replaces this attempt may need its port; a browser that came back gets its page in peace.
    if (request.signal.aborted) await closed
  }
}

async function waitForAnswer(
  loopback: Loopback,
  url: string,
  link: WaitingAttempt['link'],
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
    world.onWaiting({ link, paste: loopback.paste })
    await world.openBrowser(url).catch((error: unknown) => {
      // The wait goes on: the person can copy the link into a browser that does open.
      const { code, message, facts } = translate(error, { stage: 'authorization' })
      recorder.message({ kind: 'authorization_request', failure: { code, message, facts } })
    })
    recorder.stage('waiting')
    const parameters = await answer
    // Seen by what it led to: the decision itself is between the person and the server.
    const refusal = parameters.get('error')
    recorder.message({ kind: 'authorization_decision', parameters: refusal ? [['error', refusal]] : [] })
    recorder.message({ kind: 'redirect', request: `GET ${loopback.redirectUri}`, parameters })
    return parameters
  } finally {
    clearTimeout(timer)
  }
}
