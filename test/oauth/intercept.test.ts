import { describe, expect, it } from 'vitest'
import { tryIntercepted } from '../../electron/oauth/intercept'
import { silentRecorder } from '../../electron/oauth/recorder'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { clientOf, createWorld, failureOf, signIn } from './rig'

/** A sign-in whose code somebody else tries before it is exchanged, with what they were told. */
function intercepted(server: HostileServer, verifier: 'none' | 'made_up', world = createWorld()) {
  const told: unknown[] = []
  const signedIn = signIn(server, {
    world: {
      ...world,
      async onCode(received, cancellable) {
        told.push(await tryIntercepted(clientOf(server), received, verifier, cancellable, silentRecorder))
      },
    },
  })
  return { signedIn, told }
}

describe('a code in the hands of somebody who did not ask for it', () => {
  it.each(['none', 'made_up'] as const)('is refused with the verifier %s', async (verifier) => {
    const server = await startHostileServer()
    const { signedIn, told } = intercepted(server, verifier)
    // This server takes a code once, whoever brings it.
    expect((await failureOf(signedIn)).code).toBe('invalid_grant')

    expect(told).toEqual([
      { verifier, status: 400, error: 'invalid_grant', errorDescription: 'PKCE verification failed' },
    ])
    const [theirs, ours] = server.requestsTo('token').map(({ form }) => form)
    expect(theirs?.get('code')).toBe(ours?.get('code'))
    expect(theirs?.get('redirect_uri')).toBe(ours?.get('redirect_uri'))
    expect(theirs?.has('code_verifier')).toBe(verifier === 'made_up')
    expect(theirs?.get('code_verifier')).not.toBe(ours?.get('code_verifier'))
  })

  it('that is taken all the same is a fault, and what was issued is revoked at once', async () => {
    const server = await startHostileServer()
    const world = createWorld()
    const careless: typeof world.fetch = async (url, init) =>
      url.endsWith('/token')
        ? Response.json({ access_token: 'kfat_stolen', token_type: 'bearer' })
        : world.fetch(url, init)
    const failure = await failureOf(intercepted(server, 'none', { ...world, fetch: careless }).signedIn)

    expect(failure).toMatchObject({ code: 'unexpected', facts: { stage: 'token' } })
    expect(server.requestsTo('revocation').map(({ form }) => form.get('token'))).toEqual(['kfat_stolen'])
  })

  it('shows nothing when the server is not itself', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'unavailable' })
    const { signedIn, told } = intercepted(server, 'made_up')

    expect((await failureOf(signedIn)).code).toBe('server_unavailable')
    expect(told).toEqual([])
  })

  it('is tried by nobody when the person said no', async () => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { error: 'access_denied', code: undefined } })

    expect((await failureOf(intercepted(server, 'none').signedIn)).code).toBe('access_denied')
    expect(server.requestsTo('token')).toEqual([])
  })
})
