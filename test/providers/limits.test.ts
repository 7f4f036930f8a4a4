import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../electron/http/refusal'
import { google } from '../../electron/providers/google'
import { linear } from '../../electron/providers/linear'
import type { Provider } from '../../electron/providers/provider'
import { salesforce } from '../../electron/providers/salesforce'

const googleSays = (reason: string) => ({
  error: { code: 403, message: 'Said in words', errors: [{ domain: 'usageLimits', reason }] },
})
const linearSays = (code: string) => ({ errors: [{ message: 'Said in words', extensions: { code } }] })
const salesforceSays = (errorCode: string) => [{ message: 'Said in words', errorCode }]

function codeOf(status: number, body: unknown, { limitedBy }: Provider) {
  const text = JSON.stringify(body)
  const url = new URL('https://api.example/')
  return refusalOf({ url, status, headers: new Headers(), text, size: text.length }, 0, limitedBy).code
}

describe('too many requests', () => {
  test.each<[Provider, number, unknown]>([
    [linear, 400, linearSays('RATELIMITED')],
    [google, 403, googleSays('rateLimitExceeded')],
    [google, 403, googleSays('userRateLimitExceeded')],
    [salesforce, 403, salesforceSays('REQUEST_LIMIT_EXCEEDED')],
  ])('are understood in the words of $name', (provider, status, body) => {
    expect(codeOf(status, body, provider)).toBe('rate_limited')
  })

  test.each<[Provider, number, unknown, string]>([
    [linear, 400, linearSays('INVALID_INPUT'), 'request_not_accepted'],
    [google, 403, googleSays('accessNotConfigured'), 'resource_refused'],
    [salesforce, 403, salesforceSays('API_DISABLED_FOR_ORG'), 'resource_refused'],
  ])('are not read into other words of $name', (provider, status, body, code) => {
    expect(codeOf(status, body, provider)).toBe(code)
  })
})
