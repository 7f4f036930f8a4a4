import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { type Answer, empty, json, refusal } from './answer'

/** Runs, or loads something, wherever a text is taken for markup. `trickRan` on the window tells that it did. */
export const tricks: readonly string[] = [
  '<img src=x onerror="globalThis.trickRan=1">',
  '<script>globalThis.trickRan=1</script>',
  '"><svg onload="globalThis.trickRan=1">',
  '\'"--></style></title><iframe srcdoc="<script>parent.trickRan=1</script>">',
  'javascript:globalThis.trickRan=1',
  '<img src="https://markup.exit.example/pixel.png">',
  '<link rel=dns-prefetch href=//markup.exit.example>',
  '{{constructor.constructor("globalThis.trickRan=1")()}}',
  '[click](https://markup.exit.example/)',
  '\u202Egpj.exe\u202C',
  'nul\u0000bell\u0007esc\u001B[31mred\u001B]0;title\u0007',
  '=HYPERLINK("https://markup.exit.example/","x")',
  '__proto__',
  'x'.repeat(1_000_000),
]
const all = tricks.slice(0, -1).join(' ')

/**
 * A server that speaks the dialect of a self-hosted GitLab and means harm: every text that it controls is a trick, and
 * its pictures are programs. On loopback, over plain HTTP.
 */
export async function startCloudOfTricks() {
  const requests: string[] = []
  const left: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin)
    requests.push(`${request.method} ${url.pathname}`)
    request.resume()
    const sendOdd = oddBodies[url.pathname]
    if (sendOdd) {
      response
        .on('close', () => left.push(url.pathname))
        .writeHead(200, { 'content-type': 'application/json' })
      return sendOdd(response)
    }
    const { status, headers, body } = answers[url.pathname]?.(url) ?? elsewhere
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    /** `GET /path` of every request so far. */
    requests: requests as readonly string[],
    /** The path of every answer that never ended and whose connection is closed. */
    left: left as readonly string[],
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Answers that do not end as answers do. */
const oddBodies: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/api/v4/cut': (response) => response.write('{"begun":', () => response.destroy()),
  '/api/v4/stuck': (response) => response.write('{"begun":'),
  '/api/v4/endless': (response) => {
    const piece = Buffer.alloc(64 * 1024, ' ')
    Readable.from(forever(piece)).pipe(response)
  },
}

function* forever<T>(value: T): Generator<T> {
  while (true) yield value
}

const elsewhere = empty(302, { location: 'https://redirect.exit.example/' })

const answers: Readonly<Record<string, (url: URL) => Answer>> = {
  '/oauth/authorize': ({ searchParams: asked }) => {
    const landing = new URL(asked.get('redirect_uri') ?? 'http://127.0.0.1:9/')
    const allowed = { code: 'a-code-of-tricks' }
    const refused = { error: 'access_denied', error_description: all, error_uri: 'javascript:trickRan=1' }
    landing.search = new URLSearchParams({
      ...(asked.get('scope')?.includes('read_api') ? allowed : refused),
      state: asked.get('state') ?? '',
    }).toString()
    return empty(302, { location: landing.href })
  },
  '/oauth/token': () =>
    json({
      access_token: `trick-access-${'a'.repeat(40)}`,
      refresh_token: `trick-refresh-${'b'.repeat(40)}`,
      token_type: 'Bearer',
      expires_in: 7200,
      scope: 'read_user read_api',
      note: all,
    }),
  '/oauth/revoke': () => refusal('invalid_request', all),
  '/api/v4/user': ({ origin }) =>
    json({ id: 42, name: tricks[0], username: tricks[1], email: tricks[9], avatar_url: `${origin}/picture` }),
  '/picture': () => ({
    status: 200,
    headers: { 'content-type': 'image/png' },
    body: '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.trickRan=1"><image href="https://markup.exit.example/"/></svg>',
  }),
  '/api/v4/projects': () =>
    json(
      tricks.map((trick, index) => ({
        id: index + 1,
        path_with_namespace: trick,
        visibility: trick,
        star_count: trick,
        default_branch: trick,
        last_activity_at: trick,
        web_url: index % 2 ? 'javascript:trickRan=1' : `https://gitlab.com@markup.exit.example/${index}`,
        description: trick,
      })),
      200,
      { link: '<https://paging.exit.example/next>; rel="next"' },
    ),
  '/api/v4/groups': () => ({ ...json({}), body: '['.repeat(1_000_000) }),
  '/api/v4/issues': () =>
    json({ error: all, message: all }, 403, {
      'www-authenticate': `Bearer error="x", error_description="${'a="'.repeat(2000)}"`,
    }),
}
