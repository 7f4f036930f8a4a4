import { describe, expect, it } from 'vitest'
import type { WaitingAttempt } from '../../electron/oauth/authorize'
import { Failure } from '../../shared/failure'
import { startHostileServer } from '../hostile/server'
import { browse, clientOf, createWorld, failureOf, offering, signIn } from './rig'

describe('a sign-in that the person or the server ends', () => {
  it('fails with what the server said when the answer is an error, and never asks for a token', async () => {
    const server = await startHostileServer()
    server.misbehave({
      authorize: { error: 'access_denied', error_description: 'No, thank you', code: undefined },
    })
    const failure = await failureOf(signIn(server))
    expect(failure.code).toBe('access_denied')
    expect(failure.facts).toMatchObject({
      stage: 'authorization',
      serverError: 'access_denied',
      serverDescription: 'No, thank you',
    })
    expect(server.requestsTo('token')).toHaveLength(0)
    server.behave()
    await signIn(server)
  })

  it('ends at once when it is cancelled while the person is asked, with the reason of the cancellation', async () => {
    const server = await startHostileServer()
    const controller = new AbortController()
    const reason = new Failure('replaced', 'another attempt took over')
    const ended = signIn(server, {
      request: { signal: controller.signal },
      world: { openBrowser: async () => controller.abort(reason) },
    })
    expect((await failureOf(ended)).code).toBe('replaced')
  })

  it('ends soon when it is cancelled while the token is asked for, and the server says nothing', async () => {
    const server = await startHostileServer()
    server.misbehave({ token: 'hang' })
    const controller = new AbortController()
    const world = createWorld()
    const ended = signIn(server, {
      request: { signal: controller.signal },
      world: {
        fetch: (url, init) => {
          const answer = world.fetch(url, init)
          if (url.endsWith('/token')) controller.abort(new Failure('cancelled', 'the person cancelled'))
          return answer
        },
      },
    })
    expect((await failureOf(ended)).code).toBe('cancelled')
  })

  it('ends when nobody answers in time', async () => {
    const server = await startHostileServer()
    const ended = signIn(server, { request: { patience: 20 }, world: { openBrowser: async () => {} } })
    expect((await failureOf(ended)).code).toBe('timed_out')
  })

  it('goes on when the browser does not open: the link works in any other', async () => {
    const server = await startHostileServer()
    let link: WaitingAttempt['link'] = () => Promise.reject(new Error('nobody waits yet'))
    const opened: string[] = []
    const result = await signIn(server, {
      world: {
        onWaiting: (attempt) => {
          link = attempt.link
        },
        openBrowser: async (url) => {
          opened.push(url, await link())
          void browse(await link())
          throw new Failure('browser_not_opened', 'there is none')
        },
      },
    })
    expect(result.claims?.sub).toBe('ada')
    expect(result.messages.map((message) => message.failure?.code)).toContain('browser_not_opened')
    expect(opened[1]).toBe(opened[0])
  })

  it('takes the address that a browser elsewhere ended on, pasted by the person', async () => {
    const server = await startHostileServer()
    let paste: (text: string) => void = () => {}
    const result = await signIn(server, {
      world: {
        onWaiting: (attempt) => {
          paste = attempt.paste
        },
        openBrowser: async (url) => {
          const answer = await fetch(url, { redirect: 'manual' })
          paste(`  ${answer.headers.get('location')}\n`)
        },
      },
    })
    expect(result.claims?.sub).toBe('ada')
  })

  it('fails when the answer has the right state but neither a code nor an error', async () => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { code: undefined } })
    expect((await failureOf(signIn(server))).code).toBe('response_invalid')
    server.behave()
    await signIn(server)
  })

  it.each(['id_token', 'token', 'response'])(
    'refuses an answer that carries a %s (implicit, hybrid)',
    async (name) => {
      const server = await startHostileServer()
      server.misbehave({ authorize: { [name]: 'a.b.c' } })
      expect((await failureOf(signIn(server))).code).toBe('response_invalid')
      expect(server.requestsTo('token')).toHaveLength(0)
      server.behave()
      await signIn(server)
    },
  )
})

describe('the issuer in the answer (RFC 9207)', () => {
  it.each<[string, string | undefined]>([
    ['names another server', 'https://elsewhere.example'],
    ['is missing although the server promises it', undefined],
  ])('stops the code from being sent when it %s', async (_name, iss) => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { iss } })
    expect((await failureOf(signIn(server))).code).toBe('issuer_mismatch')
    expect(server.requestsTo('token')).toHaveLength(0)
    server.behave()
    expect([...(await signIn(server)).protections]).toContain('iss')
  })

  it('may be missing where the server promises nothing, and is then not counted as a protection', async () => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { iss: undefined } })
    const metadata = offering(server, { authorization_response_iss_parameter_supported: undefined })
    const { protections } = await signIn(server, { client: clientOf(server, { server: metadata }) })
    expect([...protections]).not.toContain('iss')
  })

  it('is compared even where the server does not promise it', async () => {
    const server = await startHostileServer()
    server.misbehave({ authorize: { iss: 'https://elsewhere.example' } })
    const metadata = offering(server, { authorization_response_iss_parameter_supported: undefined })
    const failure = await failureOf(signIn(server, { client: clientOf(server, { server: metadata }) }))
    expect(failure.code).toBe('issuer_mismatch')
  })
})
