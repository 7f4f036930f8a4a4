import { Failure, type FailureCode } from '../../shared/failure'
import { textField } from '../support/field'
import type { Answer } from './authorized'
import { readChallenge } from './challenge'
import { pauseOf } from './rate-limit'

/** What an answer from 400 on says, as `invalid_token`, `insufficient_scope`, `resource_not_found`, `rate_limited`, … */
export function refusalOf(answer: Answer, now: number): Failure {
  const { headers, status, url } = answer
  const challenge = readChallenge(headers.get('www-authenticate'))
  const said = wordsIn(answer.text)
  const pause = pauseOf(headers, now)
  const error = challenge.error ?? said.error
  const description = challenge.description ?? said.description
  return new Failure(codeOf(answer, challenge.error, pause !== undefined), `${url.host} answered ${status}`, {
    facts: {
      stage: 'resource',
      host: url.host,
      status,
      ...(error ? { serverError: error.slice(0, 80) } : {}),
      ...(description ? { serverDescription: description.slice(0, 300) } : {}),
      ...(challenge.scopes.length > 0 ? { missingScopes: challenge.scopes } : {}),
      ...(pause ? { retryAfter: Math.ceil((pause.until - now) / 1000) } : {}),
    },
  })
}

function codeOf({ status }: Answer, error: string | undefined, asksToWait: boolean): FailureCode {
  if (error === 'insufficient_scope') return 'insufficient_scope'
  if (status === 401) return 'invalid_token'
  if (status === 404 || status === 410) return 'resource_not_found'
  // Some count with 403 and say when to come back.
  if (status === 429 || (status === 403 && asksToWait)) return 'rate_limited'
  return status >= 500 ? 'server_unavailable' : 'resource_refused'
}

/** Where APIs put a short code and a sentence in the body of a refusal. */
const codePaths = ['error', 'code', 'id', 'error.code', 'error.status', 'errors[0].code', 'errors[0].reason']
const sentencePaths = [
  'message',
  'error_description',
  'error.message',
  'errors[0].message',
  'detail',
  'title',
]

function wordsIn(text: string): { readonly error?: string; readonly description?: string } {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return {}
  }
  const first = (paths: readonly string[]) =>
    paths.map((path) => textField(body, path)).find((found) => found !== undefined)
  const [error, description] = [first(codePaths), first(sentencePaths)]
  return { ...(error ? { error } : {}), ...(description ? { description } : {}) }
}
