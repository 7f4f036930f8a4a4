import type { Account } from '../../shared/account'
import type { FailureReport } from '../../shared/failure'
import {
  type DevicePrompt,
  type FlowPurpose,
  type FlowStage,
  type FlowTrace,
  mostTracesKept,
  type Party,
  type TraceKind,
  type TraceMessage,
  type TraceStep,
} from '../../shared/flow-trace'
import type { FlowKind } from '../../shared/provider-summary'
import { createNotifier, type Notifier } from '../support/notifier'
import { createMask } from './mask'

type Place = readonly [step: TraceStep | null, from: Party, to: Party]
const server = 'authorization_server'
const api = 'resource_server'

/** Where each message stands in the six steps of OAuth (RFC 6749 §1.2), null outside of them, and between whom. */
const places: Readonly<Record<TraceKind, Place>> = {
  discovery: [null, 'keyfob', server],
  registration: [null, 'keyfob', server],
  pushed_authorization_request: [1, 'keyfob', server],
  pushed_authorization_response: [1, server, 'keyfob'],
  authorization_request: [1, 'keyfob', server],
  device_authorization_request: [1, 'keyfob', server],
  device_authorization_response: [1, server, 'keyfob'],
  user_code_shown: [1, 'keyfob', 'person'],
  authorization_decision: [2, 'person', server],
  redirect: [2, server, 'keyfob'],
  intercepted_code_request: [3, 'keyfob', server],
  intercepted_code_response: [4, server, 'keyfob'],
  token_request: [3, 'keyfob', server],
  token_response: [4, server, 'keyfob'],
  renewal_request: [3, 'keyfob', server],
  renewal_response: [4, server, 'keyfob'],
  identity_request: [5, 'keyfob', api],
  identity_response: [6, api, 'keyfob'],
  stored: [null, 'keyfob', 'keyfob'],
  revocation_request: [null, 'keyfob', server],
  revocation_response: [null, server, 'keyfob'],
  proof_request: [5, 'keyfob', api],
  proof_response: [6, api, 'keyfob'],
  erased: [null, 'keyfob', 'keyfob'],
}

/** Which of the six steps a message is, if it is one. */
export function stepOf(kind: TraceKind): Pick<TraceMessage, 'step'> {
  const [step] = places[kind]
  return step === null ? {} : { step }
}

/** What happens in a flow, as it is told by whoever runs it; the parameters are raw and masked on arrival. */
export interface TraceRecorder {
  stage(stage: FlowStage): void
  message(message: {
    readonly kind: TraceKind
    readonly request?: string
    readonly status?: number
    readonly parameters?: Iterable<readonly [string, string]>
    readonly failure?: FailureReport
  }): void
  protection(protection: Account['protections'][number]): void
  waitUntil(time: number): void
  device(prompt: DevicePrompt): void
  account(accountId: string): void
  end(status: 'succeeded' | 'failed' | 'cancelled', failure?: FailureReport): void
  readonly trace: () => FlowTrace
}

export interface Traces {
  begin(flow: {
    readonly id: string
    readonly purpose: FlowPurpose
    readonly kind: FlowKind
    readonly providerId: string
    readonly accountId?: string | undefined
  }): TraceRecorder
  /** Newest first. */
  list(): readonly FlowTrace[]
  readonly changes: Notifier<FlowTrace>
}

/** Keeps the traces of this run and of those before (`known`), every secret masked as it comes in. */
export function createTraces(options: {
  readonly now: () => number
  readonly known?: readonly FlowTrace[]
}): Traces {
  const changes = createNotifier<FlowTrace>()
  const traces = new Map<string, FlowTrace>((options.known ?? []).map((trace) => [trace.id, trace]))

  function begin(flow: Parameters<Traces['begin']>[0]): TraceRecorder {
    const mask = createMask()
    const { accountId, ...rest } = flow
    let trace: FlowTrace = {
      ...rest,
      ...(accountId ? { accountId } : {}),
      startedAt: options.now(),
      status: 'running',
      stages: [],
      protections: [],
      messages: [],
    }
    const change = (difference: Partial<FlowTrace>) => {
      trace = { ...trace, ...difference }
      traces.delete(trace.id)
      traces.set(trace.id, trace)
      const oldest = traces.keys().next().value
      if (traces.size > mostTracesKept && oldest !== undefined) traces.delete(oldest)
      changes.announce(trace)
    }
    const cleaned = (failure: FailureReport): FailureReport => ({
      ...failure,
      message: mask.clean(failure.message),
      facts: failure.facts.serverDescription
        ? { ...failure.facts, serverDescription: mask.clean(failure.facts.serverDescription) }
        : failure.facts,
    })
    change({})
    return {
      stage: (stage) => change({ stages: [...trace.stages, { stage, at: options.now() }] }),
      message({ kind, request, status, parameters, failure }) {
        const [, from, to] = places[kind]
        const message: TraceMessage = {
          kind,
          ...stepOf(kind),
          from,
          to,
          at: options.now(),
          ...(request === undefined ? {} : { request: mask.clean(request) }),
          ...(status === undefined ? {} : { status }),
          parameters: [...(parameters ?? [])].map(([name, value]) => mask.parameter(name, value)),
          ...(failure ? { failure: cleaned(failure) } : {}),
        }
        change({ messages: [...trace.messages, message] })
      },
      protection(protection) {
        if (!trace.protections.includes(protection))
          change({ protections: [...trace.protections, protection] })
      },
      waitUntil: (waitEndsAt) => change({ waitEndsAt }),
      device: (device) => change({ device }),
      account: (id) => change({ accountId: id }),
      end: (status, failure) =>
        change({ status, endedAt: options.now(), ...(failure ? { failure: cleaned(failure) } : {}) }),
      trace: () => trace,
    }
  }

  return {
    begin,
    list: () => [...traces.values()].sort((a, b) => b.startedAt - a.startedAt),
    changes,
  }
}
