import type { IncomingMessage, ServerResponse } from 'node:http'

/** 64 KiB: the largest body that any part of the sandbox reads. */
export const largestBody = 64 * 1024

/** An answer that is not a success; carries what the client may know. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string | readonly string[]>> = {},
  ) {
    super(message)
    this.name = 'HttpProblem'
  }
}

/** Reads a body up to `largestBody` bytes. Throws `HttpProblem` 413 above that, 400 when it breaks off. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > largestBody) throw new HttpProblem(413, 'too_large', 'The request body is too large.')
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof HttpProblem) throw error
    throw new HttpProblem(400, 'broken_off', 'The request body broke off.')
  }
  return Buffer.concat(chunks).toString('utf8')
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    throw new HttpProblem(415, 'unsupported_media_type', 'Send a form (application/x-www-form-urlencoded).')
  }
  return new URLSearchParams(await readBody(request))
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  })
  response.end(text)
}

/** A form of our own pages, posted from anywhere else, is refused (cross-site request forgery). */
export function requireSameOrigin(request: IncomingMessage, issuer: string): void {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if ((origin !== undefined && origin !== issuer) || (site !== undefined && site !== 'same-origin')) {
    throw new HttpProblem(403, 'foreign_form', 'This form was sent from another site.')
  }
}

/** A part of a path, decoded if it can be. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A whole number of the query. Throws `HttpProblem` 400 for anything else, or one out of bounds. */
export function integer(
  query: URLSearchParams,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const value = query.get(name)
  if (value === null) return fallback
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= least && number <= most)) {
    throw new HttpProblem(400, 'invalid_query', `"${name}" must be a whole number from ${least} to ${most}.`)
  }
  return number
}

/** Aborted when the caller hangs up. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const hangUp = new AbortController()
  response.once('close', () => hangUp.abort())
  return hangUp.signal
}

/** `retryAfter` in seconds. */
export function tooMany(retryAfter: number, headers: Record<string, string> = {}): HttpProblem {
  return new HttpProblem(429, 'rate_limited', `Too many requests. Try again in ${retryAfter} s.`, {
    ...headers,
    'retry-after': String(retryAfter),
  })
}
