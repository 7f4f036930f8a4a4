import { describe, expect, test } from 'vitest'
import type { Answer } from '../../electron/http/authorized'
import { createPatientExchange } from '../../electron/resources/patient'
import { Failure, type FailureCode } from '../../shared/failure'
import { failureOf } from '../support/failure-of'

const url = new URL('https://api.example/things')
const target = (accountId = 'ada') => ({ accountId, origins: [url.origin] })

function answerOf(status: number, headers: HeadersInit = {}): Answer {
  return { url, status, headers: new Headers(headers), text: '{}', size: 2 }
}

function patientWith(
  outcome: (time: number) => Answer | Failure,
  random: () => number = () => 0.5,
  longestWait = 60_000,
) {
  let now = 0
  let asked = 0
  const slept: number[] = []
  const patient = createPatientExchange({
    authorized: async () => {
      asked += 1
      const result = outcome(asked)
      if (result instanceof Failure) throw result
      return result
    },
    clock: {
      now: () => now,
      async sleep(ms, signal) {
        signal?.throwIfAborted()
        slept.push(ms)
        now += ms
      },
    },
    random,
  })
  return {
    slept,
    asked: () => asked,
    ask: (method = 'GET', accountId = 'ada', signal?: AbortSignal) =>
      patient(target(accountId), url, { method, longestWait, signal }),
  }
}

describe('a fault of the line', () => {
  test.each(['network_timeout', 'connection_broken'] as const)(
    '%s is tried three times with GET, and once with POST',
    async (code: FailureCode) => {
      const { ask, asked } = patientWith(() => new Failure(code, ''))
      expect((await failureOf(ask())).code).toBe(code)
      expect(asked()).toBe(3)
      expect((await failureOf(ask('POST'))).code).toBe(code)
      expect(asked()).toBe(4)
    },
  )

  test.each(['offline', 'certificate_untrusted', 'foreign_origin', 'response_too_large'] as const)(
    '%s is told at once: trying again soon would not help',
    async (code: FailureCode) => {
      const { ask, asked } = patientWith(() => new Failure(code, ''))
      expect((await failureOf(ask())).code).toBe(code)
      expect(asked()).toBe(1)
    },
  )

  test('that passes is forgotten', async () => {
    const { ask } = patientWith((time) => (time < 3 ? new Failure('network_timeout', '') : answerOf(200)))
    expect((await ask()).status).toBe(200)
  })
})

describe('the pauses', () => {
  test('differ by chance, so that many who failed together do not return together', async () => {
    const pauses = async (random: number) => {
      const { ask, slept } = patientWith(
        () => answerOf(503),
        () => random,
      )
      await failureOf(ask())
      return slept
    }
    expect(await pauses(0)).toEqual([250, 500])
    expect(await pauses(1)).toEqual([500, 1000])
  })

  test('of one account are not those of another', async () => {
    const { ask, slept, asked } = patientWith((time) =>
      time === 1 ? answerOf(429, { 'retry-after': '3600' }) : answerOf(200),
    )
    expect((await failureOf(ask('GET', 'ada'))).code).toBe('rate_limited')
    expect((await ask('GET', 'grace')).status).toBe(200)
    expect([slept, asked()]).toEqual([[], 2])
  })

  test('are as long as a faltering server asks for', async () => {
    const { ask, slept } = patientWith((time) =>
      time === 1 ? answerOf(503, { 'retry-after': '9' }) : answerOf(200),
    )
    await ask()
    expect(slept).toEqual([9_000])
  })

  test('end when nobody wants the answer any more', async () => {
    const stop = new AbortController()
    const { ask, asked } = patientWith(() => {
      stop.abort(new Failure('cancelled', ''))
      return answerOf(503)
    })
    expect((await failureOf(ask('GET', 'ada', stop.signal))).code).toBe('cancelled')
    expect(asked()).toBe(1)
  })
})

describe('a limit that never lifts', () => {
  test('is given up on', async () => {
    const { ask, asked } = patientWith(() => answerOf(429))
    expect((await failureOf(ask())).code).toBe('rate_limited')
    expect(asked()).toBe(6)
  })
})
