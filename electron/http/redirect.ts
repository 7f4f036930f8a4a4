import { Failure } from '../../shared/failure'

export const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * Where an answer sends a request on to; undefined: it does not. Only reading is sent on, and only to origins that the
 * token may go to. Throws `redirect_refused` for anything else.
 */
export function redirectOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  from: URL,
  method: string,
  origins: readonly string[],
): URL | undefined {
  if (!redirects.has(status)) return undefined
  const location = headers.get('location') ?? ''
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined
  const isReading = method === 'GET' || method === 'HEAD'
  if (to && isReading && origins.includes(to.origin) && to.username === '' && to.password === '') return to
  throw refusedRedirect(from, status, to)
}

export function refusedRedirect(from: URL, status: number, to?: URL): Failure {
  // An address without a host (`data:`, `mailto:`) is named by its scheme.
  const subject = to && (to.host || to.protocol)
  return new Failure('redirect_refused', `${from.host} answered ${status}`, {
    facts: { stage: 'resource', host: from.host, status, ...(subject ? { subject } : {}) },
  })
}
