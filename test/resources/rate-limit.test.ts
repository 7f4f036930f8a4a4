import { describe, expect, test } from 'vitest'
import { pauseOf, rateLimitOf } from '../../electron/http/rate-limit'
import { retryAfterSeconds } from '../../electron/support/retry-after'

const now = 1_790_000_000_000
const inTwenty = now + 20_000

describe('the quota in the headers of an answer', () => {
  test.each([
    ['seconds', { 'ratelimit-limit': '100', 'ratelimit-remaining': '0', 'ratelimit-reset': '20' }],
    [
      'a time in seconds',
      { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000020' },
    ],
    [
      'a time in ms',
      { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000020000' },
    ],
    [
      'dashes',
      { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1790000020' },
    ],
    [
      'a date',
      {
        'x-ratelimit-limit': '100',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': new Date(inTwenty).toISOString(),
      },
    ],
    [
      'a date in words',
      {
        'x-ratelimit-limit': '100',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': new Date(inTwenty).toUTCString(),
      },
    ],
    [
      'time left beside a time of day',
      {
        'x-ratelimit-limit': '100',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '1',
        'x-ratelimit-reset-after': '20.0',
      },
    ],
    [
      'requests beside another quota',
      {
        'x-ratelimit-requests-limit': '100',
        'x-ratelimit-requests-remaining': '0',
        'x-ratelimit-requests-reset': '1790000020000',
      },
    ],
    [
      'windows beside the numbers',
      { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '0', 'ratelimit-reset': '20' },
    ],
    ['one structured header', { 'ratelimit-policy': '"burst";q=100;w=60', ratelimit: '"burst";r=0;t=20' }],
  ] as const)('is read when its end is told by %s', (_, headers) => {
    expect(rateLimitOf(new Headers(headers), now)).toEqual({ remaining: 0, limit: 100, resetsAt: inTwenty })
    expect(pauseOf(new Headers(headers), now)).toEqual({ until: inTwenty, all: false })
  })

  test.each([
    {},
    { 'x-ratelimit-limit': '100' },
    { 'x-ratelimit-remaining': 'many', 'x-ratelimit-limit': '5' },
  ])('that is not told is not made up: %j', (headers) => {
    expect(rateLimitOf(new Headers(headers as Record<string, string>), now)).toBeUndefined()
    expect(pauseOf(new Headers(headers as Record<string, string>), now)).toBeUndefined()
  })

  test('that is not used up asks for no pause, and Retry-After asks for one of the whole server', () => {
    const left = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '20' }
    expect(pauseOf(new Headers(left), now)).toBeUndefined()
    expect(pauseOf(new Headers({ ...left, 'retry-after': '7' }), now)).toEqual({
      until: now + 7_000,
      all: true,
    })
  })

  test('whose end is told by nothing that can be read is known without its end', () => {
    const headers = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20min' }
    expect(rateLimitOf(new Headers(headers), now)).toEqual({ remaining: 0, limit: 100 })
    expect(pauseOf(new Headers(headers), now)).toBeUndefined()
  })
})

describe('a time that a server names', () => {
  const anHour = 3_600_000
  const none = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0' }

  test.each([-anHour, anHour])('is told by its own clock, when this computer is %i ms off', (off) => {
    const here = now + off
    const date = new Date(now).toUTCString()
    const waiting = new Headers({ date, 'retry-after': new Date(inTwenty).toUTCString() })
    expect(pauseOf(waiting, here)).toEqual({ until: here + 20_000, all: true })
    for (const reset of ['1790000020', '1790000020000', new Date(inTwenty).toISOString()]) {
      const headers = new Headers({ ...none, date, 'x-ratelimit-reset': reset })
      expect(rateLimitOf(headers, here)?.resetsAt).toBe(here + 20_000)
      expect(pauseOf(headers, here)).toEqual({ until: here + 20_000, all: false })
    }
  })

  test('is told by this computer’s where its own cannot be read', () => {
    const headers = new Headers({ ...none, date: 'soon', 'x-ratelimit-reset': '1790000020' })
    expect(pauseOf(headers, now)?.until).toBe(inTwenty)
  })

  test('and that is far off is waited for a day at most', () => {
    const headers = new Headers({ ...none, 'x-ratelimit-reset': '9999999999' })
    expect(pauseOf(headers, now)?.until).toBe(now + 24 * anHour)
  })
})

describe('Retry-After', () => {
  test.each([
    ['17', 17],
    ['1.5', 2],
    [' 3 ', 3],
    [new Date(inTwenty).toUTCString(), 20],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['999999999', 86_400],
    ['soon', undefined],
    ['', undefined],
  ])('"%s" is %s seconds', (header, seconds) => {
    expect(retryAfterSeconds(new Headers({ 'retry-after': header }), now)).toBe(seconds)
  })
})
