import type { IncomingMessage } from 'node:http'
import { Failure } from '../../shared/failure'

/** Headers, address or body. Bytes. */
export const largestRequest = 8 * 1024

/** Only a path and a query: proxies are asked for whole addresses (RFC 9112 §3.2), and this is none. */
export function targetOf(target: string | undefined, authority: string): URL | undefined {
  if (!target?.startsWith('/') || target.startsWith('//')) return undefined
  const address = `http://${authority}${target}`
  return URL.canParse(address) ? new URL(address) : undefined
}

/** The parameters of an answer by query or by `form_post`. */
export async function parametersOf(
  request: IncomingMessage,
  url: URL,
): Promise<URLSearchParams | 'wrong_method' | 'too_large'> {
  if (request.method === 'GET') return url.searchParams
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
  if (request.method !== 'POST' || !isForm) return 'wrong_method'
  if (Number(request.headers['content-length']) > largestRequest) return 'too_large'
  const body = await readBody(request)
  return body === undefined ? 'too_large' : new URLSearchParams(body)
}

/** The body, or nothing when it is too large: what is left of it is thrown away unread. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let size = 0
    request.on('data', (piece: Buffer) => {
      size += piece.byteLength
      if (size <= largestRequest) pieces.push(piece)
      else resolve(undefined)
    })
    request.once('end', () => resolve(Buffer.concat(pieces).toString('utf8')))
    request.once('error', reject)
    request.once('close', () => reject(new Error('the connection broke')))
  })
}

/** The parameters in an address that a person pasted. Throws `paste_not_a_redirect`. */
export function parametersOfPaste(text: string, redirectUri: string): URLSearchParams {
  const trimmed = text.trim().replace(/^["'<]+|["'>]+$/g, '')
  const url = text.length <= 2 * largestRequest && URL.canParse(trimmed) ? new URL(trimmed) : undefined
  // The text holds a code: neither it nor an error that quotes it goes further.
  if (!url || `${url.origin}${url.pathname}` !== redirectUri) {
    throw new Failure('paste_not_a_redirect', 'the pasted text is not the address where the sign-in ends', {
      facts: { redirectUri },
    })
  }
  return url.searchParams
}
