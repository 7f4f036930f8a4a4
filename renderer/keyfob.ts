import type { KeyfobEvents } from '../shared/events'
import { Failure, type FailureReport, type Reply } from '../shared/failure'
import type { KeyfobApi } from '../shared/keyfob-api'
import type { KeyfobBridge } from '../shared/requests'

export interface Keyfob extends KeyfobApi {
  /** Calls `listener` with the whole new state whenever it has changed; returns the function that ends that. */
  on<Name extends keyof KeyfobEvents>(event: Name, listener: (value: KeyfobEvents[Name]) => void): () => void
}

/**
 * The window's side of the contract: one generic door, typed as the interface that main implements. A reply that says
 * `ok: false` is thrown as the `Failure` it carries, since Electron itself would keep only a message.
 */
export function createKeyfob(bridge: KeyfobBridge): Keyfob {
  const door = {
    on: (event: string, listener: (payload: unknown) => void) =>
      bridge.listen(event, (payload) => listener(JSON.parse(payload))),
  }
  return new Proxy(door, {
    get(target, name) {
      if (name === 'on') return target.on
      // A promise looks for `then` on whatever it resolves to.
      if (typeof name !== 'string' || name === 'then') return undefined
      return async (request: unknown) => unwrap(await bridge.ask(name, request))
    },
  }) as unknown as Keyfob
}

/** What to show of an error that reached the window, whatever it is. */
export function toFailureReport(error: unknown): FailureReport {
  if (error instanceof Failure) return { code: error.code, message: error.message, facts: error.facts }
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), facts: {} }
}

function unwrap(text: string): unknown {
  const reply: unknown = parse(text)
  if (!isReply(reply)) throw new Failure('unexpected', 'the answer was not a reply')
  if (reply.ok) return reply.value
  throw new Failure(reply.code, reply.message, { facts: reply.facts ?? {} })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isReply(value: unknown): value is Reply<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'
}
