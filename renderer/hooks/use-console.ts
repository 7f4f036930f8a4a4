import { useEffect, useRef, useState } from 'react'
import type { ConsoleRequest, ConsoleResponse } from '../../shared/api-console'
import type { FailureReport } from '../../shared/failure'
import { useApp } from '../app-context'
import { toFailureReport } from '../keyfob'

export type Exchange =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending'; readonly request: ConsoleRequest }
  | { readonly kind: 'answered'; readonly request: ConsoleRequest; readonly response: ConsoleResponse }
  | { readonly kind: 'failed'; readonly request: ConsoleRequest; readonly failure: FailureReport }

export interface ConsoleExchange {
  readonly exchange: Exchange
  /** Grows with every request that has ended: what is known of them has changed. */
  readonly ended: number
  /** Resolves with false, and nothing has been sent: the person has to be asked. */
  readonly send: (request: ConsoleRequest, confirmed: boolean) => Promise<boolean>
  readonly cancel: () => void
}

/** One request at a time; another one, or leaving, cancels the one before. */
export function useConsole(): ConsoleExchange {
  const { keyfob } = useApp()
  const [exchange, setExchange] = useState<Exchange>({ kind: 'none' })
  const [ended, setEnded] = useState(0)
  const open = useRef<string | null>(null)

  function cancelOpen() {
    const requestId = open.current
    open.current = null
    if (requestId !== null) keyfob.cancelRequest({ requestId }).catch(() => undefined)
  }
  const latest = useRef(cancelOpen)
  latest.current = cancelOpen
  useEffect(() => () => latest.current(), [])

  async function send(request: ConsoleRequest, confirmed: boolean) {
    cancelOpen()
    const requestId = crypto.randomUUID()
    open.current = requestId
    setExchange({ kind: 'sending', request })
    const outcome = await keyfob.sendApiRequest({ requestId, request, confirmed }).then(
      (response): Exchange => ({ kind: 'answered', request, response }),
      (error: unknown): Exchange => ({ kind: 'failed', request, failure: toFailureReport(error) }),
    )
    const isUnsent = outcome.kind === 'failed' && !confirmed && isUnconfirmed(outcome.failure)
    if (!isUnsent) setEnded((before) => before + 1)
    if (open.current !== requestId) return true
    open.current = null
    setExchange(isUnsent ? { kind: 'none' } : outcome)
    return !isUnsent
  }

  function cancel() {
    cancelOpen()
    setExchange({ kind: 'none' })
  }

  return { exchange, ended, send, cancel }
}

function isUnconfirmed({ code, facts }: FailureReport): boolean {
  return code === 'bad_request' && facts.subject === 'confirmed'
}
