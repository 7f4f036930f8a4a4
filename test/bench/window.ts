import type { Reply } from '../../shared/failure'
import type { KeyfobApi } from '../../shared/keyfob-api'
import type { KeyfobBridge } from '../../shared/requests'
import type { Program } from './program'

declare global {
  interface Window {
    readonly keyfob: KeyfobBridge
    /** Of ping-preload.cjs. */
    readonly ping: () => Promise<number>
  }
}

type Answer<Method extends keyof KeyfobApi> = Awaited<ReturnType<KeyfobApi[Method]>>

/** Asks as the window asks. Throws when the answer is a failure. */
export async function ask<Method extends keyof KeyfobApi>(
  app: Program,
  method: Method,
  request: Parameters<KeyfobApi[Method]>[0],
): Promise<Answer<Method>> {
  const text = await app.inWindow((asked) => window.keyfob.ask(asked.method, asked.request), {
    method,
    request,
  })
  const reply = JSON.parse(text) as Reply<Answer<Method>>
  if (!reply.ok) throw new Error(`${method}: ${reply.code}: ${reply.message}`)
  return reply.value
}
