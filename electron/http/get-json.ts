import { Failure } from '../../shared/failure'

/** The JSON in an answer. Throws `response_empty` or `response_not_json`: HTML from a captive portal ends here. */
export async function jsonOf(response: Response): Promise<unknown> {
  const host = response.url === '' ? undefined : new URL(response.url).host
  const facts = { stage: 'resource', status: response.status, ...(host ? { host } : {}) } as const
  const text = await response.text()
  if (text.trim() === '') throw new Failure('response_empty', 'the answer is empty', { facts })
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
