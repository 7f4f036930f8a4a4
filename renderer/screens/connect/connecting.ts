import { useEffect, useRef, useState } from 'react'
import type { Account } from '../../../shared/account'
import type { ConnectOutcome, ConnectRequest } from '../../../shared/connect'
import type { FailureReport } from '../../../shared/failure'
import type { FlowKind, ProviderSummary } from '../../../shared/provider-summary'
import { useApp } from '../../app-context'
import { toFailureReport } from '../../keyfob'
import type { ConnectWish } from '../../store'
import { sameBase } from '../guide/address'

export type Attempt = Omit<ConnectRequest, 'flowId'>
type SomeoneElse = Extract<ConnectOutcome, { kind: 'someone_else' }>

export type Phase =
  | { readonly name: 'choosing' }
  /** A provider that Keyfob does not know yet is being added. */
  | { readonly name: 'custom' }
  /** Which of a self-hosted provider's servers it is. */
  | { readonly name: 'address'; readonly providerId: string }
  /** `again`: the client that is there was not accepted. */
  | { readonly name: 'guide'; readonly providerId: string; readonly base?: string; readonly again?: boolean }
  | ({ readonly name: 'permissions'; readonly providerId: string } & AskOptions)
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

export interface AskOptions {
  /** Address of a self-hosted provider. */
  readonly base?: string | undefined
  /** The way in to begin with. */
  readonly kind?: FlowKind
  /** The id and secret of a service account are asked for again. */
  readonly client?: boolean
  /** Those of an attempt before, to go on from. */
  readonly scopes?: readonly string[]
}

export interface Connecting {
  readonly phase: Phase
  readonly choose: () => void
  readonly chooseCustom: () => void
  /** To whatever the provider wants next: its address, a client, or the permissions. */
  readonly pick: (provider: ProviderSummary) => void
  readonly takeBase: (provider: ProviderSummary, base: string) => Promise<void>
  /** Goes on with a provider that was just added. */
  readonly takeCustom: (providerId: string) => Promise<void>
  readonly askPermissions: (providerId: string, options?: AskOptions) => void
  /** Has the client of an attempt that failed entered anew. */
  readonly enterClient: (attempt: Attempt, provider: ProviderSummary) => void
  readonly start: (attempt: Attempt) => void
  readonly cancel: () => Promise<void>
  readonly settle: (choice: 'add' | 'discard') => Promise<Account | null>
}

/**
 * The course of one connect dialog. `begin` is an attempt to start with, as for an account that is known: at once, or
 * after its client was entered again.
 */
export function useConnecting(wish: ConnectWish, begin: Attempt | undefined): Connecting {
  const { keyfob, store } = useApp()
  const [phase, setPhase] = useState<Phase>(() => firstPhase(wish, begin, store.get().providers))
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

  const begun = useRef(wish.entersClient === true)
  useEffect(() => {
    if (begin === undefined || begun.current) return
    begun.current = true
    start(begin)
  })

  return {
    phase,
    choose: () => setPhase({ name: 'choosing' }),
    chooseCustom: () => setPhase({ name: 'custom' }),
    pick: (provider) => setPhase(phaseFor(provider)),
    async takeBase(provider, base) {
      const { id: providerId } = provider
      // Without an answer the way goes on: main says in the end what is missing.
      const clients = await keyfob.listClients({}).catch(() => null)
      const known = clients?.some((one) => one.providerId === providerId && sameBase(one.base, base)) ?? true
      const ready = known || provider.makesClient === true
      setPhase(ready ? { name: 'permissions', providerId, base } : { name: 'guide', providerId, base })
    },
    async takeCustom(providerId) {
      const providers = await keyfob.listProviders({})
      store.change(() => ({ providers }))
      const added = providers.find((candidate) => candidate.id === providerId)
      setPhase(added === undefined ? { name: 'choosing' } : phaseFor(added))
    },
    askPermissions: (providerId, options = {}) => setPhase({ name: 'permissions', providerId, ...options }),
    enterClient: (attempt, provider) => setPhase(clientPhase(attempt, provider)),
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

function firstPhase(
  wish: ConnectWish,
  begin: Attempt | undefined,
  providers: readonly ProviderSummary[],
): Phase {
  const wished = providers.find((provider) => provider.id === wish.providerId)
  // One that the organisation forbids is said to be that where providers are chosen.
  if (wished === undefined || wished.forbidden) return { name: 'choosing' }
  return wish.entersClient && begin !== undefined ? clientPhase(begin, wished) : phaseFor(wished)
}

function clientPhase({ kind, base }: Attempt, { id: providerId, clientOrigin }: ProviderSummary): Phase {
  const where = { providerId, ...(base === undefined ? {} : { base }) }
  return kind === 'client_credentials' || clientOrigin === 'built_in'
    ? { name: 'permissions', ...where, kind, client: true }
    : { name: 'guide', ...where, again: true }
}

/** The shortest road to a client decides: the guide appears only where there is no other. */
function phaseFor({ id, base, needsClient }: ProviderSummary): Phase {
  if (base !== undefined) return { name: 'address', providerId: id }
  return { name: needsClient ? 'guide' : 'permissions', providerId: id }
}
