import { net, type Session, session } from 'electron'
import type { NetworkSession } from './network/network'

/** A session of Chromium's network stack that keeps nothing on disk. */
export function openNetworkSession(name: string): NetworkSession {
  const chromium = session.fromPartition(name, { cache: false })
  return {
    fetch: (url, init) =>
      chromium.fetch(url, { ...init, bypassCustomProtocolHandlers: true }).catch((error: unknown) => {
        const isReading = (init?.method ?? 'GET') === 'GET'
        if (!isReading || !(error instanceof Error) || !/redirect was cancelled/i.test(error.message))
          throw error
        return askWhereTo(url, init, chromium, error)
      }),
    resolveProxy: (url) => chromium.resolveProxy(url),
    setProxy: (config) => chromium.setProxy(config),
    setCertificateVerifyProc: (verify) => chromium.setCertificateVerifyProc(verify),
  }
}

/**
 * Electron's fetch gives up on a redirect without saying where to; its older sibling says so. Reading twice changes
 * nothing (RFC 9110 §9.2.1), and the redirect is not followed here either. Throws `cause` when there is none this time.
 */
function askWhereTo(
  url: string,
  init: RequestInit | undefined,
  chromium: Session,
  cause: Error,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = net.request({
      url,
      method: 'GET',
      session: chromium,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    })
    for (const [name, value] of new Headers(init?.headers)) request.setHeader(name, value)
    request.on('redirect', (status, _method, location, headers) => {
      const told = Object.entries(headers).map(([name, values]): [string, string] => [
        name,
        values.join(', '),
      ])
      resolve(new Response(null, { status, headers: [...told, ['location', location]] }))
    })
    request.on('response', () => {
      reject(cause)
      request.abort()
    })
    // After a redirect that nobody follows this says no more than that.
    request.on('error', reject)
    init?.signal?.addEventListener('abort', () => {
      reject(init.signal?.reason)
      request.abort()
    })
    request.end()
  })
}
