import { Failure } from '../../shared/failure'
import { isTooDeep } from '../support/json-depth'

/** The JSON in an answer. Throws `response_empty`, `response_invalid` or `response_not_json`: HTML from a captive portal ends here. */
export async function jsonOf(response: Response): Promise<unknown> {
  const host = response.url === '' ? undefined : new URL(response.url).host
  const facts = { stage: 'resource', status: response.status, ...(host ? { host } : {}) } as const
  const text = await response.text()
  if (text.trim() === '') throw new Failure('response_empty', 'the answer is empty', { facts })
  if (isTooDeep(text)) throw new Failure('response_invalid', 'the answer is nested too deeply', { facts })
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the answer: it goes no further.
    const isPage = /^text\/html\b/i.test(response.headers.get('content-type') ?? '')
    throw new Failure('response_not_json', 'the answer is not JSON', {
      facts: { ...facts, ...(isPage ? { likely: ['captive_portal'] as const } : {}) },
    })
  }
}
