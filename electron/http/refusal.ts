import { Failure, type FailureCode } from '../../shared/failure'
import type { Answer } from './authorized'
import { readChallenge } from './challenge'
import { pauseOf } from './rate-limit'
import { isTooNarrow, readRefusalBody, type SaidBy, wordsOf } from './refusal-body'

/**
 * What an answer from 400 on says, as `invalid_token`, `insufficient_scope`, `resource_not_found`, `rate_limited`, …
 * `limitedBy`: the words by which this API says the last of these.
 */
export function refusalOf(answer: Answer, now: number, limitedBy?: SaidBy): Failure {
  const { headers, status, url } = answer
  const challenge = readChallenge(headers.get('www-authenticate'))
  const said = readRefusalBody(answer.text)
  const limit = limitedBy && wordsOf(answer.text, limitedBy)
  const pause = pauseOf(headers, now)
  const error = limit ?? challenge.error ?? said.error
  const description = challenge.description ?? said.description
  const scopes = challenge.scopes.length > 0 ? challenge.scopes : said.scopes
  const tooNarrow = isTooNarrow(challenge.error) || isTooNarrow(said.error)
  const code = tooNarrow ? 'insufficient_scope' : codeOf(status, limit !== undefined, pause !== undefined)
  return new Failure(code, `${url.host} answered ${status}`, {
    facts: {
      stage: 'resource',
      host: url.host,
      status,
      ...(error ? { serverError: error.slice(0, 80) } : {}),
      ...(description ? { serverDescription: description.slice(0, 300) } : {}),
      ...(scopes.length > 0 ? { missingScopes: scopes } : {}),
      ...(pause ? { retryAfter: Math.ceil((pause.until - now) / 1000) } : {}),
    },
  })
}

/** What was asked for is at fault, whoever asks. */
const notAccepted: ReadonlySet<number> = new Set([400, 405, 406, 409, 411, 413, 414, 415, 422, 428, 431])

function codeOf(status: number, isLimited: boolean, asksToWait: boolean): FailureCode {
  if (isLimited) return 'rate_limited'
  if (status === 401) return 'invalid_token'
  if (status === 404 || status === 410) return 'resource_not_found'
  // Some count with 403 and say when to come back.
  if (status === 429 || (status === 403 && asksToWait)) return 'rate_limited'
  if (notAccepted.has(status)) return 'request_not_accepted'
  return status >= 500 || status === 408 ? 'server_unavailable' : 'resource_refused'
}
