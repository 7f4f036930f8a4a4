import { setTimeout as wait } from 'node:timers/promises'
import type { Answer, Call, Endpoint } from './endpoint'
import { goneSignal, HttpProblem, tooMany } from './http'
import { createRateLimiter } from './rate-limit'
import { createTryingLists } from './trying-lists'

/** What of the API is slow, broken or strict on purpose, one row each. */
export function listTryingEndpoints(issuer: string): readonly Endpoint[] {
  const trying = createTryingLists(issuer)
  const countStrict = createRateLimiter({ limit: 3, window: 10 })
  const failuresLeft = new Map<string, number>()

  return [
    {
      method: 'GET',
      path: '/jobs',
      scope: 'servers:read',
      answer: ({ caller, query }) => ({ body: trying.jobs(caller.person, query) }),
    },
    {
      method: 'GET',
      path: '/log-lines',
      scope: 'servers:read',
      answer: ({ caller, query }) => trying.lines(caller.person, query),
    },
    {
      method: 'GET',
      path: '/reports',
      scope: 'servers:read',
      answer: async ({ caller, query, response }) => ({
        body: await trying.reports(caller.person, query, goneSignal(response)),
      }),
    },
    // Waits `seconds` (default 10, at most 120), or until the caller hangs up.
    { method: 'GET', path: '/slow', answer: answerSlowly },
    // Fails always; with `times=N` the first N requests of a caller for that `key` fail and the next succeeds.
    {
      method: 'GET',
      path: '/failing',
      answer: ({ caller, query }) => {
        const times = Number(query.get('times') ?? Number.POSITIVE_INFINITY)
        const key = `${caller.person.id} ${query.get('key') ?? ''} ${times}`
        const left = failuresLeft.get(key) ?? times
        failuresLeft.set(key, left - 1)
        if (failuresLeft.size > 1000) failuresLeft.clear()
        if (!(left > 0)) {
          failuresLeft.delete(key)
          return { body: { ok: true } }
        }
        const status = Number(query.get('status') ?? 500)
        throw new HttpProblem(
          status >= 500 && status <= 599 ? status : 500,
          'broken',
          'This endpoint is broken.',
        )
      },
    },
    // Addresses of before: one leads to where it is now, one to where no token may go.
    {
      method: 'GET',
      path: '/machines',
      answer: () => ({ status: 301, headers: { location: `${issuer}/api/v1/servers` } }),
    },
    {
      method: 'GET',
      path: '/moved-away',
      answer: () => ({ status: 302, headers: { location: 'https://elsewhere.example/api/v1/servers' } }),
    },
    // Three requests in ten seconds, then 429 until the window ends.
    {
      method: 'GET',
      path: '/limited',
      answer: ({ caller }) => {
        const { headers, retryAfter } = countStrict(caller.person.id)
        if (retryAfter !== undefined) throw tooMany(retryAfter, headers)
        return { body: { ok: true }, headers }
      },
    },
  ]
}

async function answerSlowly({ query, response }: Call): Promise<Answer> {
  const asked = Number(query.get('seconds') ?? 10)
  const seconds = asked >= 0 && asked <= 120 ? asked : 10
  await wait(seconds * 1000, undefined, { signal: goneSignal(response) }).catch(() => undefined)
  return { body: { waited_seconds: seconds } }
}
