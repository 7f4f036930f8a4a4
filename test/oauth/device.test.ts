import { describe, expect, it } from 'vitest'
import { qrRows } from '../../electron/oauth/device'
import { Failure, type FailureCode } from '../../shared/failure'
import { empty, json, refusal } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { startHostileServer } from '../hostile/server'
import { failureOf } from './rig'

import { startDevice, wait } from './waiting-device'

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

  it('stays slower after a slow_down with status 429, and waits as long as that says', async () => {
    const server = await startHostileServer()
    const { outcome, clock } = startDevice(server, [
      () => server.misbehave({ token: refusal('slow_down', undefined, 429) }),
      () => server.misbehave({ token: json({ error: 'slow_down' }, 429, { 'retry-after': '17' }) }),
      () => server.behave(),
      () => server.grants.decideDevices('allowed'),
    ])
    await outcome
    expect(clock.sleeps).toEqual([5_000, 10_000, 17_000, 15_000])
  })

  it('doubles its pause up to a minute where a server that is asked too often names no time', async () => {
    const server = await startHostileServer()
    const { outcome, clock } = startDevice(server, [
      () => server.misbehave({ token: empty(429) }),
      ...Array.from({ length: 4 }, () => wait),
      () => server.misbehave({ token: empty(429, { 'retry-after': '90' }) }),
      () => server.behave(),
      () => server.grants.decideDevices('allowed'),
    ])
    await outcome
    expect(clock.sleeps.map((ms) => ms / 1000)).toEqual([5, 10, 20, 40, 60, 60, 90, 5])
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

  it('is refused for its own causes, of which none is a return address or PKCE', async () => {
    const server = await startHostileServer()
    const { outcome } = startDevice(server, [wait, () => server.grants.decideDevices('invalid_grant')])
    expect((await failureOf(outcome)).facts).toMatchObject({
      stage: 'device_token',
      likely: ['code_expired', 'device_answer_lost', 'device_code_foreign'],
    })
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
})
