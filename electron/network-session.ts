import { finished, type Readable } from 'node:stream'
import { type IncomingMessage, net, type Session, session } from 'electron'
import type { NetworkSession } from './network/network'
import { bodyless } from './support/fetch'

/** A session of Chromium's network stack that keeps nothing on disk. */
export function openNetworkSession(name: string): NetworkSession {
  const chromium = session.fromPartition(name, { cache: false })
  return {
    fetch: (url, init = {}) =>
      isPlain(init)
        ? send(url, init, chromium)
        : chromium.fetch(url, { ...init, bypassCustomProtocolHandlers: true }),
    resolveProxy: (url) => chromium.resolveProxy(url),
    setProxy: (config) => chromium.setProxy(config),
    setCertificateVerifyProc: (verify) => chromium.setCertificateVerifyProc(verify),
  }
}

function isPlain({ body, redirect }: RequestInit): boolean {
  const isText =
    body === undefined || body === null || typeof body === 'string' || body instanceof URLSearchParams
  return isText && redirect === 'manual'
}

/**
 * As fetch with `redirect: 'manual'`, which in Electron fails without saying where a redirect leads to, and takes longer.
 */
function send(
  url: string,
  { method = 'GET', headers = {}, body = null, signal }: RequestInit,
  chromium: Session,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    // A request names the type of a body that has none, and refuses one where there must be none.
    const sent = body === null ? new Headers(headers) : new Request(url, { method, headers, body }).headers
    const request = net.request({
      url,
      method,
      session: chromium,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      bypassCustomProtocolHandlers: true,
    })
    for (const [name, value] of sent) request.setHeader(name, value)
    // Nobody says that it is to be followed, so that it ends with this.
    request.on('redirect', (status, _method, location) => {
      resolve(new Response(null, { status, headers: { location } }))
    })
    request.on('response', (incoming) => {
      try {
        resolve(asResponse(incoming, () => request.abort()))
      } catch {
        reject(new Error('net::ERR_INVALID_HTTP_RESPONSE'))
        request.abort()
      }
    })
    request.on('error', reject)
    signal?.addEventListener(
      'abort',
      () => {
        reject(signal.reason)
        request.abort()
      },
      { once: true },
    )
    request.end(body === null ? undefined : String(body))
  })
}

/** Throws for a status that no response can have. `abort` is for a body that nobody wants to its end. */
function asResponse(incoming: IncomingMessage, abort: () => void): Response {
  const { statusCode: status } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  // Electron's message is a stream of Node's, though its types do not say so.
  const body = incoming as unknown as Readable
  if (!bodyless.has(status)) return new Response(piecesOf(body, abort), { status, headers })
  body.on('data', abort).on('error', () => undefined)
  return new Response(null, { status, headers })
}

/** As `Readable.toWeb`, which copies every piece. */
function piecesOf(body: Readable, abort: () => void): ReadableStream<Uint8Array> {
  let isWanted = true
  return new ReadableStream({
    start(controller) {
      body.on('data', (piece: Buffer) => {
        if (!isWanted) return
        controller.enqueue(piece)
        if ((controller.desiredSize ?? 0) <= 0) body.pause()
      })
      finished(body, (error) => {
        if (!isWanted) return
        if (error) controller.error(error)
        else controller.close()
      })
    },
    pull: () => void body.resume(),
    cancel() {
      isWanted = false
      abort()
    },
  })
}
