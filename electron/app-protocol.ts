import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** The window's own address: no file:// privileges, no web server. */
export const appOrigin = 'app://bundle'

/** No script but ours, nothing from anywhere else, no connection at all: the window has IPC and nothing more. */
export const windowSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Answers `app://bundle/…` from the built window's folder, and nothing outside it. */
export function createAppProtocol(folder: string): (request: Request) => Promise<Response> {
  const root = normalize(folder + sep)
  return async (request) => {
    try {
      const url = new URL(request.url)
      const path = normalize(
        join(root, decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)),
      )
      const type = types[extname(path)]
      if (url.host !== 'bundle' || request.method !== 'GET' || !path.startsWith(root) || !type)
        return nothing()
      return new Response(new Uint8Array(await readFile(path)), {
        headers: {
          'content-type': type,
          'content-security-policy': windowSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
        },
      })
    } catch {
      return nothing()
    }
  }
}

function nothing(): Response {
  return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}
