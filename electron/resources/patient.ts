import { Failure, type FailureCode, type FailureReport } from '../../shared/failure'
import type { Answer, ApiRequest, ApiTarget, Authorized } from '../http/authorized'
import { pauseOf } from '../http/rate-limit'
import { refusalOf } from '../http/refusal'
import type { Clock } from '../support/clock'

export interface PatientRequest extends ApiRequest {
  /** Rather fail with `rate_limited` or `server_unavailable` than wait longer than this for a server that asks to. ms */
  readonly longestWait: number
  /** Told before every wait: until when (ms since the epoch), and why. */
  readonly onWait?: (until: number, why: FailureReport) => void
  /** Told before every try. */
  readonly onAsk?: () => void
}

/**
 * Asks until there is an answer below 400, or no hope of one soon. A server that asks to be left alone is, also by
 * later requests of the same account; 5xx and faults of the line are tried again with GET, which changes nothing
 * (RFC 9110 §9.2.1), after a pause that grows and is never the same twice. Throws what the last try came to.
 */
export type PatientExchange = (target: ApiTarget, url: URL, request: PatientRequest) => Promise<Answer>

/** Tries after the first. */
const retries = 2
/** A rate limit that returns this often after its own time has passed is no limit but a wall. */
const waitsForQuota = 5
/** ms */
const firstPause = 500
const passing: ReadonlySet<FailureCode> = new Set([
  'server_unavailable',
  'network_timeout',
  'connection_broken',
])

export function createPatientExchange(deps: {
  readonly authorized: Authorized
  readonly clock: Clock
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number
}): PatientExchange {
  const { clock, random } = deps
  const pausedUntil = new Map<string, number>()

  return async (target, url, request) => {
    let failed = 0
    let limited = 0
    let refused: Failure | undefined
    for (;;) {
      await obeyPause(target, url, request, refused)
      request.onAsk?.()
      const outcome = await attempt(target, url, request)
      if (!(outcome instanceof Failure)) return outcome
      refused = outcome
      if (outcome.code === 'rate_limited' && limited < waitsForQuota) {
        limited += 1
        if (!isPaused(target, url)) await pause(backOff(limited), outcome, request)
      } else if (passing.has(outcome.code) && request.method === 'GET' && failed < retries) {
        failed += 1
        const asked = (outcome.facts.retryAfter ?? 0) * 1000
        await pause(Math.max(asked, backOff(failed)), outcome, request)
      } else throw outcome
    }
  }

  async function attempt(target: ApiTarget, url: URL, request: PatientRequest): Promise<Answer | Failure> {
    try {
      const answer = await deps.authorized(target, url, request)
      notePause(target, answer)
      return answer.status < 400 ? answer : refusalOf(answer, clock.now(), target.limitedBy)
    } catch (error) {
      if (error instanceof Failure) return error
      throw error
    }
  }

  function notePause(target: ApiTarget, answer: Answer): void {
    const found = pauseOf(answer.headers, clock.now())
    if (!found || (answer.status < 400 && found.all)) return
    const [all, one] = keysOf(target, answer.url)
    pausedUntil.set(found.all ? all : one, found.until)
    for (const [key, until] of pausedUntil) if (until <= clock.now()) pausedUntil.delete(key)
  }

  function pauseEnd(target: ApiTarget, url: URL): number {
    return Math.max(...keysOf(target, url).map((key) => pausedUntil.get(key) ?? 0))
  }

  function isPaused(target: ApiTarget, url: URL): boolean {
    return pauseEnd(target, url) > clock.now()
  }

  /** `refused`: how this request itself was told to wait, which says more than that others were. */
  async function obeyPause(
    target: ApiTarget,
    url: URL,
    request: PatientRequest,
    refused: Failure | undefined,
  ): Promise<void> {
    if (!isPaused(target, url)) return
    const left = pauseEnd(target, url) - clock.now()
    const facts = { stage: 'resource', host: url.host, retryAfter: Math.ceil(left / 1000) } as const
    const why = refused ?? new Failure('rate_limited', `${url.host} asked to wait`, { facts })
    await pause(left + random() * 250, why, request)
  }

  async function pause(wait: number, why: Failure, request: PatientRequest): Promise<void> {
    if (wait > request.longestWait) throw why
    request.onWait?.(clock.now() + wait, { code: why.code, message: why.message, facts: why.facts })
    await clock.sleep(wait, request.signal)
  }

  /** Doubles; half of it is left to chance, so that many who failed together do not return together. */
  function backOff(time: number): number {
    const whole = firstPause * 2 ** (time - 1)
    return whole / 2 + (random() * whole) / 2
  }
}

/** A server as a whole, and one list of it: what is used up for one address may not be for others. */
function keysOf({ accountId }: ApiTarget, url: URL): readonly [all: string, one: string] {
  return [`${accountId} ${url.origin}`, `${accountId} ${url.origin}${url.pathname}`]
}
