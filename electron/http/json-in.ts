import { Failure, type FailureStage } from '../../shared/failure'
import { isTooDeep } from '../support/json-depth'
import type { Answer } from './authorized'

/**
 * The JSON in an answer. Throws `response_empty`, `response_invalid` for a depth that would do harm, or
 * `response_not_json`: HTML from a captive portal or a sign-in page ends here.
 */
export function jsonIn(
  { text, status, headers, url }: Omit<Answer, 'size'>,
  stage: FailureStage = 'resource',
): unknown {
  const facts = { stage, status, host: url.host }
  if (text.trim() === '') throw new Failure('response_empty', 'the answer is empty', { facts })
  if (isTooDeep(text)) throw new Failure('response_invalid', 'the answer is nested too deeply', { facts })
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the answer: it goes no further.
    const isPage = /^text\/html\b/i.test(headers.get('content-type') ?? '')
    throw new Failure('response_not_json', 'the answer is not JSON', {
      facts: { ...facts, ...(isPage ? { likely: ['captive_portal'] as const } : {}) },
    })
  }
}
