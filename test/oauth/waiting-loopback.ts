import { onTestFinished } from 'vitest'
import { openLoopback } from '../../electron/oauth/loopback'
import type { RedirectRule } from '../../electron/oauth/oauth-client'
import { get, sendRaw, statusOf } from './raw-request'

export const theState = 'the-state-of-this-attempt'

/** A loopback that waits for `theState`, as in the middle of a sign-in. */
export async function openWaiting(changes: Partial<RedirectRule> = {}, requestPatience?: number) {
  const rule = { host: '127.0.0.1', ports: 'any', path: '/callback', ...changes } as const
  const loopback = await openLoopback(rule, requestPatience)
  const controller = new AbortController()
  const strangers: string[] = []
  const { host, port } = new URL(loopback.redirectUri)
  let settled = false
  const answer = loopback.waitFor(theState, controller.signal, (kind) => strangers.push(kind))
  answer.then(
    () => {
      settled = true
    },
    () => {
      settled = true
    },
  )
  onTestFinished(async () => {
    controller.abort(new Error('the test is over'))
    const closing = loopback.close()
    await sendRaw(Number(port), get('/callback/connected', host))
    await closing
  })
  return {
    loopback,
    host,
    port: Number(port),
    strangers,
    answer,
    cancel: (reason: unknown) => controller.abort(reason),
    isWaiting: () => !settled,
    /** The counter-proof: the honest answer still gets through. Resolves with its parameters. */
    async finish() {
      const target = `${new URL(loopback.redirectUri).pathname}?code=the-code&state=${theState}`
      const status = statusOf(await sendRaw(Number(port), get(target, host)))
      if (status !== 303) throw new Error(`the honest answer got ${status}`)
      return Object.fromEntries(await answer)
    },
  }
}

export const honest = { code: 'the-code', state: theState }
