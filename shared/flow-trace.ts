import type { Protection } from './account'
import type { FailureReport } from './failure'
import type { FlowKind } from './provider-summary'

/** The latest that are remembered, by main and by the window alike. */
export const mostTracesKept = 200

export type Party = 'person' | 'keyfob' | 'authorization_server' | 'resource_server'

/** One parameter of a message. A secret one carries a mask (its length), never its value. */
export interface TraceParameter {
  readonly name: string
  readonly value: string
  readonly masked: boolean
}

export const traceKinds = [
  'discovery',
  'registration',
  'pushed_authorization_request',
  'pushed_authorization_response',
  'authorization_request',
  'authorization_decision',
  'redirect',
  'device_authorization_request',
  'device_authorization_response',
  'user_code_shown',
  'intercepted_code_request',
  'intercepted_code_response',
  'token_request',
  'token_response',
  'identity_request',
  'identity_response',
  'stored',
  'renewal_request',
  'renewal_response',
  'revocation_request',
  'revocation_response',
  'proof_request',
  'proof_response',
  'erased',
] as const
export type TraceKind = (typeof traceKinds)[number]

/** The steps of OAuth's abstract flow (RFC 6749 §1.2). */
export type TraceStep = 1 | 2 | 3 | 4 | 5 | 6

/** One arrow of the sequence. */
export interface TraceMessage {
  readonly kind: TraceKind
  /** Absent: it is none of the six. */
  readonly step?: TraceStep
  readonly from: Party
  readonly to: Party
  /** ms since the epoch. */
  readonly at: number
  /** "POST https://…/token", without query. */
  readonly request?: string
  readonly status?: number
  readonly parameters: readonly TraceParameter[]
  readonly failure?: FailureReport
}

/** What the person is told of a flow in progress, in this order. */
export const flowStages = [
  'preparing',
  'asking',
  'waiting',
  'exchanging',
  'identifying',
  'storing',
  'done',
] as const
export type FlowStage = (typeof flowStages)[number]

export const flowPurposes = [
  'connect',
  'reconnect',
  'renew',
  'revoke',
  // shown in the sandbox, for nobody's account
  'interception',
] as const
export type FlowPurpose = (typeof flowPurposes)[number]

/** What a person needs to allow a device (RFC 8628 §3.2). The user code is made to be read aloud: it is no secret. */
export interface DevicePrompt {
  readonly userCode: string
  readonly verificationUri: string
  /** QR of `verification_uri_complete`, or of `verification_uri`: rows of 0 and 1. */
  readonly qr: readonly string[]
  readonly expiresAt: number
}

/** One attempt to get, renew or end a grant, as far as it has come; secrets masked by construction. */
export interface FlowTrace {
  readonly id: string
  readonly purpose: FlowPurpose
  readonly kind: FlowKind
  readonly providerId: string
  readonly accountId?: string
  readonly startedAt: number
  readonly endedAt?: number
  readonly status: 'running' | 'succeeded' | 'failed' | 'cancelled'
  /** When each stage was reached, in ms since the epoch. */
  readonly stages: readonly { readonly stage: FlowStage; readonly at: number }[]
  /** When the wait for the person ends. */
  readonly waitEndsAt?: number
  readonly device?: DevicePrompt
  readonly failure?: FailureReport
  readonly protections: readonly Protection[]
  readonly messages: readonly TraceMessage[]
}
