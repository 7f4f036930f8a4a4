import { describe, expect, it } from 'vitest'
import type { WaitingAttempt } from '../../electron/oauth/authorize'
import { Failure } from '../../shared/failure'
import { json } from '../hostile/answer'
import { type HostileServer, startHostileServer } from '../hostile/server'
import { browse, clientOf, failureOf, offering, signIn } from './rig'

function pushing(server: HostileServer, more: object = {}) {
  const metadata = offering(server, {
    pushed_authorization_request_endpoint: `${server.issuer}/par`,
    ...more,
  })
  return clientOf(server, { server: metadata })
}

describe('a pushed authorization request (RFC 9126)', () => {
  it('is used where the server offers it: the browser carries a reference and nothing else', async () => {
    const server = await startHostileServer()
    const { protections } = await signIn(server, { client: pushing(server) })
    const names = [...(server.requestsTo('authorize')[0]?.url.searchParams.keys() ?? [])]
    expect(names.sort()).toEqual(['client_id', 'request_uri'])
    expect(server.requestsTo('par')[0]?.form.get('code_challenge_method')).toBe('S256')
    expect([...protections]).toContain('par')
  })

  it('is not used, and not claimed, where the server does not offer it', async () => {
    const server = await startHostileServer()
    const { protections } = await signIn(server)
    expect(server.requestsTo('par')).toHaveLength(0)
    expect([...protections]).not.toContain('par')
  })

  it('is missed before a browser opens where the server requires it and names no endpoint', async () => {
    const server = await startHostileServer()
    const metadata = offering(server, { require_pushed_authorization_requests: true })
    const failure = await failureOf(signIn(server, { client: clientOf(server, { server: metadata }) }))
    expect(failure.code).toBe('flow_not_offered')
    expect(server.received).toHaveLength(0)
    const complete = pushing(server, { require_pushed_authorization_requests: true })
    expect((await signIn(server, { client: complete })).claims?.sub).toBe('ada')
  })

  it.each([
    ['invalid_request', json({ error: 'invalid_request', error_description: 'no' }, 400)],
    [
      'redirect_uri_mismatch',
      json({ error: 'invalid_request', error_description: 'redirect_uri unknown' }, 400),
    ],
    ['response_invalid', json({ expires_in: 60 }, 201)],
    ['server_unavailable', 'unavailable' as const],
    ['rate_limited', 'too_many' as const],
    ['response_empty', 'nothing' as const],
  ])(
    'that fails with %s ends the attempt before a browser opens, and says at which stage',
    async (code, par) => {
      const server = await startHostileServer()
      server.misbehave({ par })
      const failure = await failureOf(signIn(server, { client: pushing(server) }))
      expect([failure.code, failure.facts.stage]).toEqual([code, 'pushed_authorization'])
      expect(server.requestsTo('authorize')).toHaveLength(0)
      server.behave()
      await signIn(server, { client: pushing(server) })
    },
  )

  it('is pushed anew for each further browser: one that was seen, or has waited, is used up', async () => {
    const server = await startHostileServer()
    let link: WaitingAttempt['link'] = () => Promise.reject(new Error('nobody waits yet'))
    const { claims } = await signIn(server, {
      client: pushing(server),
      world: {
        onWaiting: (attempt) => {
          link = attempt.link
        },
        openBrowser: async (url) => {
          // The wrong browser, where the person does not sign in.
          await fetch(url, { redirect: 'manual' })
          await browse(await link())
        },
      },
    })
    expect(claims?.sub).toBe('ada')
    const [first, second] = server.requestsTo('par').map(({ form }) => Object.fromEntries(form))
    expect(second).toEqual(first)
    const seen = server.requestsTo('authorize').map(({ url }) => url.searchParams.get('request_uri'))
    expect(new Set(seen).size).toBe(2)
  })

  it('that cannot be pushed again leaves the attempt as it is', async () => {
    const server = await startHostileServer()
    const codes: string[] = []
    const { claims } = await signIn(server, {
      client: pushing(server),
      world: {
        onWaiting: (attempt) => {
          server.misbehave({ par: 'unavailable' })
          void failureOf(attempt.link())
            .then(({ code }) => codes.push(code))
            .finally(server.behave)
        },
        openBrowser: async (url) => {
          await expect.poll(() => codes).toEqual(['server_unavailable'])
          await browse(url)
        },
      },
    })
    expect(claims?.sub).toBe('ada')
  })

  it('that is answered with 200 in place of 201 is understood', async () => {
    const server = await startHostileServer()
    server.misbehave({ par: json({ request_uri: 'urn:example:known', expires_in: 60 }, 200) })
    const controller = new AbortController()
    let opened = ''
    const attempt = signIn(server, {
      client: pushing(server),
      request: { signal: controller.signal },
      world: {
        openBrowser: async (url) => {
          opened = url
          controller.abort(new Failure('cancelled', 'seen enough'))
        },
      },
    })
    expect((await failureOf(attempt)).code).toBe('cancelled')
    expect(new URL(opened).searchParams.get('request_uri')).toBe('urn:example:known')
  })
})
