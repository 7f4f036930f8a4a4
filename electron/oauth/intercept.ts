import * as openid from 'openid-client'
import { Failure } from '../../shared/failure'
import type { CodeAttempt } from '../../shared/interception'
import type { ReceivedCode } from './authorize'
import { circumstanceAt } from './circumstance'
import { configure, type OAuthWorld } from './configuration'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { revoke } from './revoke'
import { issued } from './token-response'

/**
 * Trades in a code as somebody would who saw it go by: without the verifier, or with one that they made up (RFC 7636 §1).
 * Resolves with the server's refusal. Throws network failures, and `unexpected` for a server that took the code: what it
 * issued is revoked by then.
 */
export async function tryIntercepted(
  client: OAuthClient,
  { code, redirectUri }: ReceivedCode,
  verifier: 'none' | 'made_up',
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<CodeAttempt> {
  const configuration = configure(client, world, recorder, 'interception')
  const requestedAt = world.now()
  const parameters = {
    code: code.reveal(),
    redirect_uri: redirectUri,
    ...(verifier === 'made_up' ? { code_verifier: openid.randomPKCECodeVerifier() } : {}),
  }
  try {
    const taken = await openid.genericGrantRequest(configuration, 'authorization_code', parameters)
    await revoke(client, { kind: 'rfc7009' }, issued(taken, requestedAt).tokens, world, recorder)
    throw new Failure('unexpected', 'the server took a code without its verifier')
  } catch (error) {
    const failure = translate(error, circumstanceAt('token', client.server.token_endpoint, client, world))
    const { status, serverError, serverDescription } = failure.facts
    // Any other refusal is of something else.
    if (failure.code !== 'invalid_grant' || status === undefined) throw failure
    return {
      verifier,
      status,
      ...(serverError === undefined ? {} : { error: serverError }),
      ...(serverDescription === undefined ? {} : { errorDescription: serverDescription }),
    }
  }
}
