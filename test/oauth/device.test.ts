import { describe, expect, it } from 'vitest'
import { authorizeDevice, qrRows } from '../../electron/oauth/device'
import { Failure, type FailureCode } from '../../shared/failure'
import { refusal } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { clientOf, createRecorder, createSteppedClock, createWorld, failureOf, neverAborted } from './rig'

/** A device that waits; `script` is what happens while it sleeps for the n-th time. */
function startDevice(
  server: HostileServer,
  script: readonly (() => void)[] = [],
  signal: AbortSignal = neverAborted,
) {
  const steps = [...script]
  const clock = createSteppedClock(() => steps.shift()?.())
  const record = createRecorder()
  const outcome = authorizeDevice(
    clientOf(server),
    { scopes: ['openid', 'files:read'], signal },
    { ...createWorld({ now: clock.now }), clock },
    record.recorder,
  )
  return { outcome, clock, ...record }
}

const wait = () => {}

describe('a device grant (RFC 8628)', () => {
  it('shows code, address and QR, and gets its tokens once the person has allowed it', async () => {
    const server = await startHostileServer()
    const { outcome, devices, stages, clock } = startDevice(server, [
      wait,
      () => server.grants.decideDevices('allowed'),
    ])
    const { tokens, claims } = await outcome
    expect(claims?.sub).toBe('ada')
    expect(server.grants.knows(tokens.refreshToken?.reveal() ?? '')).toBe(true)
    expect(devices).toEqual([
      {
        userCode: 'WDJB-MJHT',
        verificationUri: `${server.issuer}/device`,
        qr: qrRows(`${server.issuer}/device?user_code=WDJB-MJHT`),
        expiresAt: expect.any(Number),
      },
    ])
    expect(stages).toEqual(['asking', 'waiting', 'exchanging'])
    expect(clock.sleeps).toEqual([5_000, 5_000])
  })

  it('asks no faster than every 5 seconds when the server names no interval, and as slowly as it says otherwise', async () => {
    for (const [device, interval] of [
      ['no_interval', 5_000],
      ['interval_as_text', 7_000],
    ] as const) {
      const server = await startHostileServer()
      server.misbehave({ device })
      const { outcome, clock } = startDevice(server, [
        wait,
        wait,
        () => server.grants.decideDevices('allowed'),
      ])
      await outcome
      expect(clock.sleeps).toEqual([interval, interval, interval])
    }
  })

  it('waits 5 seconds longer after each slow_down, and stays that slow', async () => {
    const server = await startHostileServer()
    const { outcome, clock } = startDevice(server, [
      () => server.grants.decideDevices('slow_down'),
      wait,
      () => server.grants.decideDevices('authorization_pending'),
      wait,
      () => server.grants.decideDevices('allowed'),
    ])
    await outcome
    expect(clock.sleeps).toEqual([5_000, 10_000, 15_000, 15_000, 15_000])
  })

  it.each<NonNullable<Misbehaviour['token']>>(['reset', 'cut_short', 'unavailable'])(
    'doubles its pause while the network fails (%s), up to a minute, and goes back once it is answered',
    async (token) => {
      const server = await startHostileServer()
      const { outcome, clock } = startDevice(server, [
        () => server.misbehave({ token }),
        ...Array.from({ length: 5 }, () => wait),
        () => server.behave(),
        () => server.grants.decideDevices('allowed'),
      ])
      await outcome
      expect(clock.sleeps.map((ms) => ms / 1000)).toEqual([5, 10, 20, 40, 60, 60, 60, 5])
    },
  )

  it('waits as long as a server asks that is asked too often', async () => {
    const server = await startHostileServer()
    const { outcome, clock } = startDevice(server, [
      () => server.misbehave({ token: 'too_many' }),
      () => server.behave(),
      () => server.grants.decideDevices('allowed'),
    ])
    await outcome
    expect(clock.sleeps).toEqual([5_000, 17_000, 5_000])
  })

  it.each<[said: string, code: FailureCode]>([
    ['access_denied', 'access_denied'],
    ['authorization_declined', 'access_denied'],
    ['expired_token', 'device_code_expired'],
    ['invalid_grant', 'invalid_grant'],
  ])('ends when it is told %s', async (said, code) => {
    const server = await startHostileServer()
    const { outcome, clock } = startDevice(server, [wait, () => server.grants.decideDevices(said)])
    expect((await failureOf(outcome)).code).toBe(code)
    expect(clock.sleeps).toHaveLength(2)
  })

  it('ends when the code has run out, at that moment and without asking again', async () => {
    const server = await startHostileServer()
    server.misbehave({ device: 'interval_as_text' })
    const { outcome, clock } = startDevice(server)
    expect((await failureOf(outcome)).code).toBe('device_code_expired')
    expect(clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBe(600_000)
    expect(server.requestsTo('token')).toHaveLength(Math.floor(600 / 7))
  })

  it('ends at once when it is cancelled, with the reason', async () => {
    const server = await startHostileServer()
    const controller = new AbortController()
    const { outcome } = startDevice(
      server,
      [wait, () => controller.abort(new Failure('replaced', 'another took over'))],
      controller.signal,
    )
    expect((await failureOf(outcome)).code).toBe('replaced')
    expect(server.requestsTo('token')).toHaveLength(1)
  })

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
