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

/** Electron's `protocol`, as far as it is used. */
export interface Schemes {
  /** Absent where it has been removed: it is deprecated since Electron 25. */
  readonly registerBufferProtocol?: (
    scheme: string,
    handler: (request: AppRequest, callback: (answer: AppAnswer) => void) => void,
  ) => boolean
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void
}

/**
 * Serves the window under its own address. By the older way where there is one: `handle` answers with a `Response`, and
 * for that Node loads all of its HTTP client before the first byte of the page.
 */
export function serveWindow(schemes: Schemes, folder: string, read: ReadPage = readFile): void {
  const answer = createAppProtocol(folder, read)
  if (schemes.registerBufferProtocol) {
    schemes.registerBufferProtocol('app', (request, callback) => void answer(request).then(callback))
    return
  }
  schemes.handle('app', async (request) => {
    const { statusCode, headers, data } = await answer(request)
    return new Response(new Uint8Array(data), { status: statusCode, headers })
  })
}

type ReadPage = (path: string) => Promise<Buffer>

/**
 * Reads the page and what it names while Electron is still getting ready; each is handed out once, and whatever else
 * is asked for is read then.
 */
export function readAhead(folder: string, read: ReadPage = readFile): ReadPage {
  const page = join(folder, 'index.html')
  const ahead = new Map<string, Promise<Buffer>>()
  const take = (path: string) => {
    const content = read(path)
    content.catch(() => undefined)
    ahead.set(path, content)
    return content
  }
  take(page)
    .then((html) => {
      for (const [, name] of html.toString().matchAll(/(?:src|href)="\.\/([\w./-]+)"/g))
        take(join(folder, name ?? ''))
    })
    .catch(() => undefined)
  return (path) => {
    const content = ahead.get(path) ?? read(path)
    ahead.delete(path)
    return content
  }
}

type AppRequest = Pick<Request, 'url' | 'method'>

export interface AppAnswer {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly data: Buffer
}

/** Answers `app://bundle/…` from the built window's folder, and nothing outside it. Never throws. */
export function createAppProtocol(
  folder: string,
  read: ReadPage = readFile,
): (request: AppRequest) => Promise<AppAnswer> {
  const root = normalize(folder + sep)
  return async (request) => {
    try {
      const url = new URL(request.url)
      const path = normalize(
        join(root, decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)),
      )
      const type = types[extname(path)]
      if (url.host !== 'bundle' || request.method !== 'GET' || !path.startsWith(root) || !type) return nothing
      return {
        statusCode: 200,
        headers: {
          'content-type': type,
          'content-security-policy': windowSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
        },
        data: await read(path),
      }
    } catch {
      return nothing
    }
  }
}

const nothing: AppAnswer = {
  statusCode: 404,
  headers: { 'content-type': 'text/plain' },
  data: Buffer.from('not found'),
}
