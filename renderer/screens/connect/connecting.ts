import { useEffect, useRef, useState } from 'react'
import type { Account } from '../../../shared/account'
import type { FailureReport } from '../../../shared/failure'
import type { ConnectOutcome, ConnectRequest } from '../../../shared/keyfob-api'
import { useApp } from '../../app-context'
import { toFailureReport } from '../../keyfob'
import type { ConnectWish } from '../../store'

export type Attempt = Omit<ConnectRequest, 'flowId'>
type SomeoneElse = Extract<ConnectOutcome, { kind: 'someone_else' }>

export type Phase =
  | { readonly name: 'choosing' }
  /** `client`: the client id and secret are asked for again. */
  | { readonly name: 'permissions'; readonly providerId: string; readonly client?: boolean }
  | { readonly name: 'running'; readonly attempt: Attempt; readonly flowId: string }
  | {
      readonly name: 'failed'
      readonly attempt: Attempt
      readonly flowId: string
      readonly failure: FailureReport
    }
  | {
      readonly name: 'someone_else'
      readonly attempt: Attempt
      readonly flowId: string
      readonly outcome: SomeoneElse
    }
  | { readonly name: 'done'; readonly account: Account; readonly renewed: boolean }

export interface Connecting {
  readonly phase: Phase
  readonly choose: () => void
  readonly askPermissions: (providerId: string, client?: boolean) => void
  readonly start: (attempt: Attempt) => void
  readonly cancel: () => Promise<void>
  readonly settle: (choice: 'add' | 'discard') => Promise<Account | null>
}

/** The course of one connect dialog. `begin` is an attempt to start with at once, as for an account that is known. */
export function useConnecting(wish: ConnectWish, begin: Attempt | undefined): Connecting {
  const { keyfob } = useApp()
  const [phase, setPhase] = useState<Phase>(() => firstPhase(wish))
  const current = useRef('')

  function start(attempt: Attempt) {
    const flowId = crypto.randomUUID()
    current.current = flowId
    setPhase({ name: 'running', attempt, flowId })
    keyfob.connect({ ...attempt, flowId }).then(
      (outcome) => {
        if (current.current !== flowId) return
        if (outcome.kind === 'someone_else') setPhase({ name: 'someone_else', attempt, flowId, outcome })
        else setPhase({ name: 'done', account: outcome.account, renewed: outcome.kind === 'renewed' })
      },
      (error: unknown) => {
        if (current.current === flowId)
          setPhase({ name: 'failed', attempt, flowId, failure: toFailureReport(error) })
      },
    )
  }

  const begun = useRef(false)
  useEffect(() => {
    if (begin === undefined || begun.current) return
    begun.current = true
    start(begin)
  })

  return {
    phase,
    choose: () => setPhase({ name: 'choosing' }),
    askPermissions: (providerId, client = false) => setPhase({ name: 'permissions', providerId, client }),
    start,
    async cancel() {
      if (phase.name === 'running') await keyfob.cancelFlow({ flowId: phase.flowId })
    },
    async settle(choice) {
      if (phase.name !== 'someone_else') return null
      const account = await keyfob.settleSomeoneElse({ flowId: phase.flowId, choice })
      if (account !== null) setPhase({ name: 'done', account, renewed: false })
      return account
    },
  }
}

function firstPhase(wish: ConnectWish): Phase {
  return wish.providerId === undefined
    ? { name: 'choosing' }
    : { name: 'permissions', providerId: wish.providerId }
}
