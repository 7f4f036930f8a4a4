import type { Account } from '../../shared/account'
import {
  type ApiAddress,
  type ConsoleRequest,
  type ConsoleResponse,
  mostShown,
} from '../../shared/api-console'
import { Failure, type FailureReport } from '../../shared/failure'
import type { Grounds } from '../accounts/grounds'
import type { Answer, Authorized } from '../http/authorized'
import { rateLimitOf } from '../http/rate-limit'
import { refusalOf } from '../http/refusal'
import { withoutSecrets } from '../support/secret'
import { type AskWorld, refusalsNoted } from './ask'
import type { ConsoleHistory } from './console-history'
import { checkConsoleRequest, consoleHeaders, consoleUrl, requireReading } from './console-rules'
import { curlCommand } from './curl'
import { refusedByOf } from './list-place'
import { narrowScopes } from './missing-scopes'
import type { Tasks } from './tasks'

export interface ConsoleWorld extends Pick<AskWorld, 'registry' | 'grounds' | 'activity' | 'now'> {
  readonly authorized: Authorized
  readonly tasks: Tasks
  readonly consoleHistory: ConsoleHistory
}

/** Longer than any secret, so that none is cut in two before it is looked for. */
const margin = 64 * 1024

/** Origins that an account's API console may ask, the usual one first. */
export async function listApiOrigins(accountId: string, world: ConsoleWorld): Promise<readonly string[]> {
  const account = world.registry.get(accountId)
  return [...new Set((await world.grounds.of(account)).origins)]
}

/** The lists of an account that can be asked for without filling anything in. */
export async function listApiAddresses(
  accountId: string,
  world: ConsoleWorld,
): Promise<readonly ApiAddress[]> {
  const account = world.registry.get(accountId)
  const { provider, origins, address } = await world.grounds.of(account)
  return provider.resources
    .filter(({ parent, body }) => parent === undefined && body === undefined)
    .flatMap(({ label, url }) => {
      const whole = new URL(address(url))
      if (!origins.includes(whole.origin)) return []
      const isUsual = whole.origin === origins[0]
      return [{ label, address: isUsual ? `${whole.pathname}${whole.search}` : whole.href }]
    })
}

/**
 * Sends one request as it was typed, once, with the account's token. Every status is an answer. Throws `bad_request`,
 * `foreign_origin`, `cancelled` and network failures.
 */
export function sendApiRequest(
  wanted: { readonly requestId: string; readonly request: ConsoleRequest; readonly confirmed: boolean },
  world: ConsoleWorld,
): Promise<ConsoleResponse> {
  const { request, requestId } = wanted
  return world.tasks.run(requestId, async ({ signal }) => {
    const account = world.registry.get(request.accountId)
    checkConsoleRequest(request)
    const grounds = await world.grounds.of(account)
    if (!wanted.confirmed) requireReading(request, grounds.provider.readingPaths)
    const at = world.now()
    try {
      const answer = await refusalsNoted(account, world, async () =>
        world.authorized(targetOf(account, grounds, request), consoleUrl(request, grounds.origins), {
          method: request.method,
          ...(request.body ? { body: request.body } : {}),
          signal,
        }),
      )
      const lacking = lackingOf(answer, account, grounds, world.now())
      const response = { ...readResponse(answer, at, world.now()), ...(lacking ? { lacking } : {}) }
      const { status, took, size } = response
      world.consoleHistory.add({ at, request, status, took, size })
      return response
    } catch (error) {
      if (error instanceof Failure) {
        const { code, message, facts } = error
        world.consoleHistory.add({ at, request, failure: { code, message, facts } })
      }
      throw error
    }
  })
}

/** The same request for a shell. Throws `bad_request` and `foreign_origin` like sending it would. */
export async function showCurl(request: ConsoleRequest, world: ConsoleWorld): Promise<string> {
  const account = world.registry.get(request.accountId)
  checkConsoleRequest(request)
  const grounds = await world.grounds.of(account)
  const { headers = {} } = targetOf(account, grounds, request)
  return curlCommand({
    method: request.method,
    url: consoleUrl(request, grounds.origins),
    headers: Object.entries(headers),
    body: request.body,
    tokenType: account.protections.includes('dpop') ? 'DPoP' : 'Bearer',
  })
}

function targetOf(account: Account, { origins, provider }: Grounds, request: ConsoleRequest) {
  // One spelling per name: what was typed comes in place of the provider's usual headers.
  const headers = new Headers(provider.apiHeaders)
  for (const [name, value] of consoleHeaders(request)) headers.set(name, value)
  return {
    accountId: account.id,
    origins,
    headers: Object.fromEntries(headers),
    refusedBy: refusedByOf(provider),
  }
}

/** A missing permission can be asked for here as in a list. What the server says of it stands in the answer itself. */
function lackingOf(
  answer: Answer,
  account: Account,
  { provider }: Grounds,
  now: number,
): FailureReport | undefined {
  if (answer.status < 400) return undefined
  const { code, message, facts } = narrowScopes(refusalOf(answer, now), account, provider)
  if (code !== 'insufficient_scope' && code !== 'scope_unknown') return undefined
  const { serverError: _, serverDescription: __, ...rest } = facts
  return { code, message, facts: rest }
}

function readResponse(answer: Answer, at: number, now: number): ConsoleResponse {
  const rateLimit = rateLimitOf(answer.headers, now)
  return {
    address: withoutSecrets(answer.url.href),
    status: answer.status,
    took: Math.max(0, Math.round(now - at)),
    size: answer.size,
    headers: [...answer.headers].map(([name, value]) => [
      name,
      name === 'set-cookie' ? '••••' : withoutSecrets(value),
    ]),
    body: readBody(answer),
    ...(rateLimit ? { rateLimit } : {}),
  }
}

function readBody({ text, size }: Answer): ConsoleResponse['body'] {
  if (size === 0) return { kind: 'empty' }
  if (text.includes('\0') || text.includes('\uFFFD')) return { kind: 'binary' }
  const clean = withoutSecrets(text.slice(0, mostShown + margin))
  return { kind: 'text', text: clean.slice(0, mostShown), cut: text.length > mostShown }
}
