import * as openid from 'openid-client'
import { encode } from 'uqr'
import { Failure, type FailureCode } from '../../shared/failure'
import type { Clock } from '../support/clock'
import { isSafeToSend } from '../support/loopback-address'
import { type Secret, secret } from '../support/secret'
import { circumstanceAt } from './circumstance'
import { configure, endedBy, type OAuthWorld } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import { checkIdToken } from './id-token'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { scopeParameter, withResources } from './request-parameters'
import { type Issued, issued } from './token-response'
import { listenForTokens, type TakingBack } from './unchecked-tokens'

export interface DeviceRequest {
  readonly scopes: readonly string[]
  readonly signal: AbortSignal
}

export interface DeviceWorld extends OAuthWorld, TakingBack {
  readonly clock: Clock
}

const grantType = 'urn:ietf:params:oauth:grant-type:device_code'
const second = 1000
/** Longest pause that doubling may lead to. ms */
const longestPause = 60 * second
/** Errors after which asking again makes sense (RFC 8628 §3.5: back off on connection timeouts). */
const passing: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'network_timeout',
  'connection_refused',
  'connection_broken',
  'offline',
  'name_not_resolved',
  'server_unavailable',
  'server_error',
  'temporarily_unavailable',
  'network_failed',
])

/**
 * Device authorization grant (RFC 8628): shows a code that the person types in on any device, and asks for the token
 * no faster than the server allows: `interval`, 5 s more after each `slow_down`, doubled after each network fault until
 * one is answered again. Throws `device_code_expired`, `access_denied` and the failures of any token request.
 */
export async function authorizeDevice(
  client: OAuthClient,
  request: DeviceRequest,
  world: DeviceWorld,
  recorder: FlowRecorder,
): Promise<Issued> {
  const { device_authorization_endpoint, token_endpoint } = client.server
  if (!device_authorization_endpoint) {
    throw new Failure('flow_not_offered', 'the server has no device authorization endpoint')
  }
  const heard = listenForTokens(world)
  const configuration = configure(client, endedBy(request.signal, heard.world, client), recorder)
  const binding = await bindingKey(client, configuration)
  const startedAt = world.now()
  const device = await askForCode(configuration, client, request).catch((error: unknown) => {
    throw translate(
      error,
      circumstanceAt('device_authorization', device_authorization_endpoint, client, world),
    )
  })
  if (client.clientSecret) recorder.protection('client_secret')
  const endsAt = startedAt + device.expiresIn * second
  show(device, endsAt, recorder)

  let interval = Math.max(1, device.interval) * second
  let pause = interval
  for (;;) {
    await world.clock.sleep(Math.max(0, Math.min(pause, endsAt - world.now())), request.signal)
    if (world.now() >= endsAt) {
      throw new Failure('device_code_expired', 'the code ran out', { facts: { stage: 'device_token' } })
    }
    const requestedAt = world.now()
    try {
      const response = await openid.genericGrantRequest(
        configuration,
        grantType,
        withResources(client, { device_code: device.deviceCode.reveal() }),
        binding ? { DPoP: binding.handle } : undefined,
      )
      recorder.stage('exchanging')
      const result = issued(response, requestedAt, binding?.privateKey)
      checkIdToken(response, client, world)
      if (result.tokens.tokenType === 'dpop') recorder.protection('dpop')
      return result
    } catch (error) {
      const failure = translate(error, circumstanceAt('device_token', token_endpoint, client, world))
      const said = failure.facts.serverError?.toLowerCase()
      if (said === 'slow_down') interval += 5 * second
      const asked = Math.max(interval, (failure.facts.retryAfter ?? 0) * second)
      if (said === 'slow_down') pause = asked
      else if (said === 'authorization_pending') pause = interval
      else if (failure.code === 'rate_limited') pause = Math.max(asked, Math.min(pause * 2, longestPause))
      else if (passing.has(failure.code)) pause = Math.max(interval, Math.min(pause * 2, longestPause))
      else {
        await heard.takeBack()
        throw failure
      }
    }
  }
}

interface DeviceCode {
  readonly deviceCode: Secret
  readonly userCode: string
  readonly verificationUri: string
  /** With the code in it, for the QR. */
  readonly completeUri: string
  /** s */
  readonly expiresIn: number
  /** s */
  readonly interval: number
}

/** What a person will read and open comes from the server: addresses are web addresses, the code is short and plain. */
async function askForCode(
  configuration: openid.Configuration,
  client: OAuthClient,
  request: DeviceRequest,
): Promise<DeviceCode> {
  const answer = await openid.initiateDeviceAuthorization(
    configuration,
    withResources(client, scopeParameter(client, request.scopes)),
  )
  const { verification_uri: verificationUri, verification_uri_complete: complete } = answer
  if (!isWebAddress(verificationUri)) {
    throw new Failure('response_invalid', 'the page to type the code in is no web address')
  }
  if (!/^[\p{L}\p{N} .:_-]{1,64}$/u.test(answer.user_code)) {
    throw new Failure('response_invalid', 'the code to type in is not one')
  }
  return {
    deviceCode: secret(answer.device_code),
    userCode: answer.user_code,
    verificationUri,
    completeUri: complete && isWebAddress(complete) ? complete : verificationUri,
    expiresIn: answer.expires_in,
    interval: answer.interval ?? 5,
  }
}

/** Bytes. A code of this kind holds 2,331; those that are so full are hard to read (ISO/IEC 18004, table 7). */
export const longestInQr = 2_000

/** Short enough for a QR code, too. */
function isWebAddress(text: string): boolean {
  return Buffer.byteLength(text) <= longestInQr && URL.canParse(text) && isSafeToSend(new URL(text))
}

function show(device: DeviceCode, expiresAt: number, recorder: FlowRecorder): void {
  const { userCode, verificationUri, completeUri } = device
  recorder.stage('asking')
  recorder.device({ userCode, verificationUri, qr: qrRows(completeUri), expiresAt })
  recorder.message({
    kind: 'user_code_shown',
    parameters: [
      ['user_code', userCode],
      ['verification_uri', verificationUri],
    ],
  })
  recorder.waitUntil(expiresAt)
  recorder.stage('waiting')
}

/** A QR code as rows of 0 and 1. `text`: of no more than `longestInQr` bytes. */
export function qrRows(text: string): readonly string[] {
  return encode(text, { ecc: 'M', border: 2 }).data.map((row) =>
    row.map((dark) => (dark ? '1' : '0')).join(''),
  )
}
