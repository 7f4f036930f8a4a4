import { z } from 'zod'
import { failureFacts, protections } from '../../shared/account'
import { type ActivityEntry, activityKinds } from '../../shared/activity'
import { failureCodes } from '../../shared/failure'
import { type FlowTrace, flowPurposes, flowStages, traceKinds } from '../../shared/flow-trace'
import { flowKinds } from '../../shared/provider-summary'
import { type Understood, understood } from '../support/understood'
import { stepOf } from './trace'

const text = z.string().max(4000)
const failure = z.object({ code: z.enum(failureCodes), message: text, facts: failureFacts })
const parties = ['person', 'keyfob', 'authorization_server', 'resource_server'] as const

const entry = z.object({
  id: text,
  at: z.number(),
  kind: z.enum(activityKinds),
  providerId: text.optional(),
  accountId: text.optional(),
  label: text.optional(),
  flowId: text.optional(),
  failure: failure.optional(),
  detail: text.optional(),
})

const trace = z.object({
  id: text,
  purpose: z.enum(flowPurposes),
  kind: z.enum(flowKinds),
  providerId: text,
  accountId: text.optional(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  status: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
  stages: z.array(z.object({ stage: z.enum(flowStages), at: z.number() })),
  waitEndsAt: z.number().optional(),
  failure: failure.optional(),
  protections: z.array(z.enum(protections)),
  messages: z.array(
    z.object({
      kind: z.enum(traceKinds),
      from: z.enum(parties),
      to: z.enum(parties),
      at: z.number(),
      request: text.optional(),
      status: z.number().optional(),
      parameters: z.array(z.object({ name: text, value: text, masked: z.boolean() })),
      failure: failure.optional(),
    }),
  ),
})

/** What a file of activity holds, as far as it can be understood. */
export function readEntries(value: unknown): Understood<ActivityEntry> {
  return understood(value, entry) as Understood<ActivityEntry>
}

/** The same for traces. One that was running when the app ended has not gone on. Steps are counted as they are today. */
export function readTraces(value: unknown): Understood<FlowTrace> {
  const { known, isWhole } = understood(value, trace) as Understood<FlowTrace>
  return {
    known: known.map((each) => ({
      ...each,
      ...(each.status === 'running' ? { status: 'cancelled', endedAt: each.startedAt } : {}),
      messages: each.messages.map((message) => ({ ...message, ...stepOf(message.kind) })),
    })),
    isWhole,
  }
}
