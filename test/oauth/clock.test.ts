import { describe, expect, it } from 'vitest'
import { refusal } from '../hostile/answer'
import { readProof } from '../hostile/keys'
import { startHostileServer } from '../hostile/server'
import { clientOf, createWorld, failureOf, offering, signIn } from './rig'

const hour = 3_600_000

/** This computer's clock, as wrong as said (ms; positive: ahead of the server's). */
const off = (ms: number) => ({ world: createWorld({ now: () => Date.now() + ms }) })

describe('a clock that is wrong against the server’s Date header', () => {
  it.each([
    ['ahead', 2 * hour, 7200],
    ['behind', -2 * hour, -7200],
  ])('by two hours %s is named in the failure, before every other cause', async (_name, ms, skew) => {
    const server = await startHostileServer()
    server.misbehave({ token: refusal('invalid_grant') })
    const { facts } = await failureOf(signIn(server, off(ms)))
    expect(Math.abs((facts.clockSkew ?? 0) - skew)).toBeLessThan(3)
    expect(facts.likely?.[0]).toBe('clock_differs')
  })

  it('by half a minute is not worth a word', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: refusal('invalid_grant') })
    const { facts } = await failureOf(signIn(server, off(30_000)))
    expect(facts).not.toHaveProperty('clockSkew')
    expect(facts.likely).not.toContain('clock_differs')
  })

  it.each([2 * hour, -2 * hour])('does not make a good ID token look old or new (%i ms)', async (ms) => {
    const server = await startHostileServer()
    expect((await signIn(server, off(ms))).claims?.sub).toBe('ada')
    server.misbehave({ token: 'id_token_issued_long_ago' })
    expect((await failureOf(signIn(server, off(ms)))).code).toBe('id_token_invalid')
  })

  it('is corrected in proofs of possession once it is known', async () => {
    const server = await startHostileServer()
    const client = clientOf(server, {
      server: offering(server, { dpop_signing_alg_values_supported: ['ES256'] }),
      dpop: true,
      openid: false,
    })
    const issuedAt = () =>
      server.requestsTo('token').map((each) => readProof(each.headers.dpop)?.claims.iat ?? 0)
    await signIn(server, { client, world: { clockSkew: () => undefined } })
    await signIn(server, { client, world: { clockSkew: () => 7200 } })
    const [unknown = 0, corrected = 0] = issuedAt()
    expect(Math.abs(unknown - 7200 - corrected)).toBeLessThan(5)
  })
})
