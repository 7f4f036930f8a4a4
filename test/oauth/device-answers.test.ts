import { describe, expect, it } from 'vitest'
import { authorizeDevice, qrRows } from '../../electron/oauth/device'
import type { FailureCode } from '../../shared/failure'
import { json, refusal } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { startHostileServer } from '../hostile/server'
import { clientOf, createRecorder, createSteppedClock, createWorld, failureOf, neverAborted } from './rig'

import { startDevice, wait } from './waiting-device'

const deviceAnswer = {
  device_code: 'a-device-code',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://id.example/device',
  expires_in: 600,
}

describe('what a device is answered', () => {
  it.each<[name: string, token: NonNullable<Misbehaviour['token']>]>([
    ['inside a 200', { ...refusal('authorization_pending'), status: 200 }],
    ['with status 428', refusal('authorization_pending', undefined, 428)],
    ['with status 401', refusal('authorization_pending', undefined, 401)],
    [
      'as an object',
      {
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: '{"error":{"code":"authorization_pending"}}',
      },
    ],
    [
      'as a form',
      {
        status: 200,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'error=authorization_pending',
      },
    ],
    ['in capitals', refusal('AUTHORIZATION_PENDING')],
  ])('understands "not yet" %s', async (_name, token) => {
    const server = await startHostileServer()
    server.misbehave({ token })
    const { outcome, clock } = startDevice(server, [
      wait,
      () => {
        server.behave()
        server.grants.decideDevices('allowed')
      },
    ])
    expect((await outcome).claims?.sub).toBe('ada')
    expect(clock.sleeps).toEqual([5_000, 5_000])
  })

  it('understands the name that the address had before the standard', async () => {
    const server = await startHostileServer()
    server.misbehave({ device: 'verification_url' })
    const { outcome, devices } = startDevice(server, [() => server.grants.decideDevices('allowed')])
    await outcome
    expect(devices[0]?.verificationUri).toBe(`${server.issuer}/device`)
  })

  it('puts the plain address into the QR when the complete one is no web address', async () => {
    const server = await startHostileServer()
    server.misbehave({ device: 'script_as_complete_address' })
    const { outcome, devices } = startDevice(server, [() => server.grants.decideDevices('allowed')])
    await outcome
    expect(devices[0]?.qr).toEqual(qrRows(`${server.issuer}/device`))
  })

  it('is waited for a day at most, whatever the server says', async () => {
    const server = await startHostileServer()
    server.misbehave({ device: json({ ...deviceAnswer, expires_in: 1e308, interval: 1e308 }) })
    const { outcome, clock, devices } = startDevice(server)
    expect((await failureOf(outcome)).code).toBe('device_code_expired')
    expect(clock.sleeps).toEqual([86_400_000])
    expect(devices[0]?.expiresAt).toBe(clock.now())
  })

  it('is recorded up to a hundred members, with names of a hundred characters', async () => {
    const server = await startHostileServer()
    const many = Array.from({ length: 1_000 }, (_, index) => [`${index}`.padStart(500, 'x'), index])
    server.misbehave({ device: json({ ...deviceAnswer, ...Object.fromEntries(many) }) })
    const { outcome, messages } = startDevice(server)
    await failureOf(outcome)
    const answer = messages.find(({ kind }) => kind === 'device_authorization_response')
    const names = [...(answer?.parameters ?? [])].map(([name]) => name)
    expect(names).toHaveLength(100)
    expect(Math.max(...names.map((name) => name.length))).toBe(100)
    expect(names).toContain('user_code')
  })

  it.each<[device: NonNullable<Misbehaviour['device']>, code: FailureCode]>([
    ['script_as_address', 'response_invalid'],
    ['code_with_markup', 'response_invalid'],
    ['endless_code', 'response_invalid'],
    ['nothing', 'response_empty'],
    ['html_page', 'response_not_json'],
    ['unavailable', 'server_unavailable'],
    [refusal('unauthorized_client'), 'unauthorized_client'],
    [refusal('invalid_scope'), 'invalid_scope'],
  ])('shows nothing to the person when the server answers with %s', async (device, code) => {
    const server = await startHostileServer()
    server.misbehave({ device })
    const { outcome, devices } = startDevice(server)
    const failure = await failureOf(outcome)
    expect([failure.code, failure.facts.stage]).toEqual([code, 'device_authorization'])
    expect(devices).toEqual([])
    server.behave()
    const again = startDevice(server, [() => server.grants.decideDevices('allowed')])
    await again.outcome
  })

  it('checks the ID token like any other', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'id_token_wrong_audience' })
    const { outcome } = startDevice(server, [() => server.grants.decideDevices('allowed')])
    expect((await failureOf(outcome)).code).toBe('id_token_invalid')
  })

  it('is not tried where the server does not offer it', async () => {
    const server = await startHostileServer()
    const { device_authorization_endpoint: _, ...metadata } = server.metadata()
    const clock = createSteppedClock()
    const outcome = authorizeDevice(
      clientOf(server, { server: metadata }),
      { scopes: [], signal: neverAborted },
      { ...createWorld(), clock },
      createRecorder().recorder,
    )
    expect((await failureOf(outcome)).code).toBe('flow_not_offered')
  })
})
