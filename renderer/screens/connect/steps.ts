import type { ConnectRequest } from '../../../shared/connect'
import { type FlowStage, type FlowTrace, flowStages } from '../../../shared/flow-trace'
import type { FlowKind } from '../../../shared/provider-summary'
import type { Step } from '../../components/step-list'
import { countdown, exactTime } from '../../format'
import { text } from '../../text'

export interface StepPlan {
  /** The stages during which this step is the one in progress. */
  readonly stages: readonly FlowStage[]
  readonly ahead: string
  readonly now: string
  readonly done: string
  readonly note?: string
}

export interface StepFacts {
  readonly kind: FlowKind
  readonly link?: ConnectRequest['link']
  readonly trace: FlowTrace | undefined
  /** Name of the keychain; absent when tokens are kept in memory. */
  readonly vault: string | undefined
  /** What is asked for, as one sentence. */
  readonly asks: string
  /** ms */
  readonly now: number
}

/** The steps of a connection as far as it has come. */
export function stepsOf(facts: StepFacts): readonly Step[] {
  return stepsAlong(planOf(facts), facts)
}

/** The same for a flow with steps of its own. Before its first event it is preparing. */
export function stepsAlong(
  plans: readonly StepPlan[],
  facts: Pick<StepFacts, 'trace' | 'now'>,
): readonly Step[] {
  const reached = facts.trace?.stages ?? []
  const current = Math.max(0, ...reached.map(({ stage }) => flowStages.indexOf(stage)))
  const stopped = facts.trace?.status === 'failed' || facts.trace?.status === 'cancelled'
  return plans.map((plan) => {
    const positions = plan.stages.map((stage) => flowStages.indexOf(stage))
    const last = Math.max(...positions)
    const id = plan.stages.join()
    if (current > last) {
      const next = reached.find(({ stage }) => flowStages.indexOf(stage) > last)
      return {
        id,
        title: plan.done,
        state: 'done',
        stateLabel: text.connect.states.done,
        ...noteOf(plan),
        ...(next ? { time: exactTime(next.at) } : {}),
      }
    }
    if (current < Math.min(...positions))
      return { id, title: plan.ahead, state: 'ahead', stateLabel: text.connect.states.ahead, ...noteOf(plan) }
    const state = stopped ? 'failed' : 'now'
    return {
      id,
      title: plan.now,
      state,
      stateLabel: text.connect.states[state],
      ...(plan.stages.includes('waiting') && !stopped ? leftOf(facts) : noteOf(plan)),
    }
  })
}

function planOf({ kind, link, vault, asks, trace }: StepFacts): readonly StepPlan[] {
  const words = text.connect.steps
  const identify = plan('identifying', words.identifyAhead, words.identifying, words.identify)
  const store =
    vault === undefined
      ? plan('storing', words.rememberAhead, words.remembering, words.remember)
      : plan('storing', words.storeAhead(vault), words.storing(vault), words.store(vault))
  const wait = plan('waiting', words.waitAhead, words.waiting, words.wait)
  switch (kind) {
    case 'authorization_code':
      return [
        { ...plan('preparing', words.askAhead, words.asking, words.ask), note: asks },
        link === 'copied'
          ? plan('asking', words.copyAhead, words.copying, words.copied)
          : plan('asking', words.browserAhead, words.opening, words.browser),
        wait,
        {
          ...plan('exchanging', words.exchangeAhead, words.exchanging, words.exchange),
          // Some providers take no notice of it: nothing would be proven.
          ...(trace?.protections.includes('pkce') ? { note: words.exchangeNote } : {}),
        },
        identify,
        store,
      ]
    case 'device_code':
      return [
        { ...plan('preparing', words.askAhead, words.asking, words.ask), note: asks },
        plan('asking', words.getCodeAhead, words.gettingCode, words.getCode),
        wait,
        plan('exchanging', words.tokenAhead, words.tokenAsking, words.token),
        identify,
        store,
      ]
    case 'client_credentials':
      return [
        { ...plan('preparing', words.preparing, words.preparing, words.prepared), note: asks },
        {
          stages: ['asking', 'waiting', 'exchanging'],
          ahead: words.tokenAhead,
          now: words.tokenAsking,
          done: words.token,
        },
        identify,
        store,
      ]
  }
}

export function plan(stage: FlowStage, ahead: string, now: string, done: string): StepPlan {
  return { stages: [stage], ahead, now, done }
}

function noteOf({ note }: StepPlan): { note?: string } {
  return note === undefined ? {} : { note }
}

/** A code is shown with its own time left. */
function leftOf({ trace, now }: Pick<StepFacts, 'trace' | 'now'>): { note?: string } {
  return trace?.waitEndsAt === undefined || trace.device !== undefined
    ? {}
    : { note: text.connect.left(countdown(trace.waitEndsAt - now)) }
}
