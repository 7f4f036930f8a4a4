import * as openid from 'openid-client'
import { encode } from 'uqr'
import { Failure } from '../../shared/failure'
import type { Clock } from '../support/clock'
import { hostOf } from './authorize'
import { configure, type OAuthWorld } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import { checkAccessTokenHash } from './id-token'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { type Issued, issued } from './token-response'

export interface DeviceRequest {
  readonly scopes: readonly string[]
  readonly signal: AbortSignal
}

export interface DeviceWorld extends OAuthWorld {
  readonly clock: Clock
}

const grantType = 'urn:ietf:params:oauth:grant-type:device_code'
const second = 1000
/** Errors after which asking again makes sense (RFC 8628 §3.5: back off on connection timeouts). */
const passing = new Set([
  'network_timeout',
  'connection_refused',
  'connection_broken',
  'offline',
  'name_not_resolved',
  'server_unavailable',
  'temporarily_unavailable',
  'network_failed',
])

/**
 * Device authorization grant (RFC 8628): shows a code that the person types in on any device, and asks for the token
 * no faster than the server allows: `interval`, 5 s more after each `slow_down`, doubled after each network fault.
 */
export async function authorizeDevice(
  client: OAuthClient,
  request: DeviceRequest,
  world: DeviceWorld,
  recorder: FlowRecorder,
): Promise<Issued> {
  if (!client.server.device_authorization_endpoint) {
    throw new Failure('flow_not_offered', 'the server has no device authorization endpoint')
  }
  const configuration = configure(client, world, recorder)
  const dpop = await bindingKey(client, configuration)
  if (dpop) recorder.protection('dpop')
  const startedAt = world.now()
  const device = await openid
    .initiateDeviceAuthorization(configuration, {
      [client.dialect.scopeParameter ?? 'scope']: request.scopes.join(client.dialect.scopeSeparator ?? ' '),
    })
    .catch((error: unknown) => {
      throw translate(error, {
        stage: 'device_authorization',
        host: hostOf(client.server.device_authorization_endpoint),
      })
    })
  const endsAt = startedAt + device.expires_in * second
  recorder.stage('asking')
  recorder.device({
    userCode: device.user_code,
    verificationUri: device.verification_uri,
    qr: qrRows(device.verification_uri_complete ?? device.verification_uri),
    expiresAt: endsAt,
  })
  recorder.message({
    kind: 'user_code_shown',
    parameters: [
      ['user_code', device.user_code],
      ['verification_uri', device.verification_uri],
    ],
  })
  recorder.waitUntil(endsAt)
  recorder.stage('waiting')

  let interval = Math.max(1, device.interval ?? 5) * second
  for (;;) {
    await world.clock.sleep(interval, request.signal)
    if (world.now() >= endsAt)
      throw new Failure('device_code_expired', 'the code ran out', { facts: { stage: 'token' } })
    const requestedAt = world.now()
    try {
      const response = await openid.genericGrantRequest(
        configuration,
        grantType,
        { ...client.tokenParameters, device_code: device.device_code },
        dpop ? { DPoP: dpop.handle } : undefined,
      )
      recorder.stage('exchanging')
      await checkAccessTokenHash(response)
      return issued(response, requestedAt, dpop?.privateKey)
    } catch (error) {
      const failure = translate(error, {
        stage: 'token',
        host: hostOf(client.server.token_endpoint),
        clockSkew: world.clockSkew(hostOf(client.server.token_endpoint) ?? ''),
      })
      const said = failure.facts.serverError
      if (said === 'slow_down') interval += 5 * second
      else if (failure.code === 'rate_limited')
        interval = Math.max(interval * 2, (failure.facts.retryAfter ?? 0) * second)
      else if (passing.has(failure.code)) interval = Math.min(interval * 2, 60 * second)
      else if (said !== 'authorization_pending') throw failure
    }
  }
}

/** A QR code as rows of 0 and 1. */
export function qrRows(text: string): readonly string[] {
  return encode(text, { ecc: 'M', border: 2 }).data.map((row) =>
    row.map((dark) => (dark ? '1' : '0')).join(''),
  )
}
