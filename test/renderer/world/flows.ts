import type { FlowTrace, TraceMessage, TraceStep } from '../../../shared/flow-trace'

const shown = (name: string, value: string) => ({ name, value, masked: false })
const masked = (name: string, length: number) => ({ name, value: `•••• ${length} characters`, masked: true })

/** The trace of a browser sign-in that took 41 s. `at` in ms. */
export function connectFlow(at: number, rest: Partial<FlowTrace> = {}): FlowTrace {
  const message = (
    seconds: number,
    step: TraceStep | null,
    kind: TraceMessage['kind'],
    from: TraceMessage['from'],
    to: TraceMessage['to'],
    more: Partial<TraceMessage> = {},
  ): TraceMessage => ({
    kind,
    ...(step === null ? {} : { step }),
    from,
    to,
    at: at + seconds * 1_000,
    parameters: [],
    ...more,
  })
  return {
    id: '00000000-0000-4000-8000-000000000001',
    purpose: 'connect',
    kind: 'authorization_code',
    providerId: 'digitalocean',
    accountId: 'acme',
    startedAt: at,
    endedAt: at + 41_000,
    status: 'succeeded',
    stages: [
      { stage: 'preparing', at },
      { stage: 'asking', at: at + 400 },
      { stage: 'waiting', at: at + 1_000 },
      { stage: 'exchanging', at: at + 39_000 },
      { stage: 'identifying', at: at + 40_000 },
      { stage: 'storing', at: at + 40_600 },
      { stage: 'done', at: at + 41_000 },
    ],
    protections: ['pkce', 'state', 'iss', 'loopback'],
    messages: [
      message(0, null, 'discovery', 'keyfob', 'authorization_server', {
        request: 'GET https://cloud.example/.well-known/oauth-authorization-server',
        status: 200,
      }),
      message(1, 1, 'authorization_request', 'keyfob', 'authorization_server', {
        request: 'GET https://cloud.example/v1/oauth/authorize',
        parameters: [
          shown('response_type', 'code'),
          shown('client_id', 'kf_7d1'),
          shown('redirect_uri', 'http://127.0.0.1:49731/callback'),
          shown('scope', 'account:read droplet:read database:read domain:read'),
          masked('state', 43),
          masked('code_challenge', 43),
          shown('code_challenge_method', 'S256'),
        ],
      }),
      message(1, 2, 'authorization_decision', 'person', 'authorization_server'),
      message(39, 2, 'redirect', 'authorization_server', 'keyfob', {
        parameters: [masked('code', 64), masked('state', 43), shown('iss', 'https://cloud.example')],
      }),
      message(39, 3, 'token_request', 'keyfob', 'authorization_server', {
        request: 'POST https://cloud.example/v1/oauth/token',
        parameters: [
          shown('grant_type', 'authorization_code'),
          masked('code', 64),
          shown('redirect_uri', 'http://127.0.0.1:49731/callback'),
          masked('code_verifier', 43),
          shown('client_id', 'kf_7d1'),
        ],
      }),
      message(40, 4, 'token_response', 'authorization_server', 'keyfob', {
        status: 200,
        parameters: [
          masked('access_token', 71),
          masked('refresh_token', 71),
          shown('token_type', 'Bearer'),
          shown('expires_in', '2592000'),
        ],
      }),
      message(40, 5, 'identity_request', 'keyfob', 'resource_server', {
        request: 'GET https://api.cloud.example/v2/account',
        parameters: [masked('authorization', 78)],
      }),
      message(40, 6, 'identity_response', 'resource_server', 'keyfob', {
        status: 200,
        parameters: [shown('sub', '1f3a'), shown('email', 'octavia@acme.example')],
      }),
      message(41, null, 'stored', 'keyfob', 'keyfob'),
    ],
    ...rest,
  }
}

/** A flow that has just begun to wait for the person. */
export function waitingFlow(id: string, now: number, rest: Partial<FlowTrace> = {}): FlowTrace {
  const { endedAt: _ended, accountId: _account, ...flow } = connectFlow(now - 1_500)
  return {
    ...flow,
    id,
    status: 'running',
    stages: flow.stages.slice(0, 3),
    waitEndsAt: now + 271_000,
    messages: flow.messages.slice(0, 3),
    ...rest,
  }
}

/** The trace of a code that was tried by other hands before its owner exchanged it. */
export function interceptionFlow(id: string, at: number): FlowTrace {
  const { accountId: _, messages, ...flow } = connectFlow(at)
  const before = messages.findIndex(({ kind }) => kind === 'token_request')
  const [request, answer] = messages.slice(before)
  const trade = (verifier: readonly TraceMessage['parameters'][number][]): TraceMessage[] =>
    request && answer
      ? [
          {
            ...request,
            kind: 'intercepted_code_request',
            parameters: [...request.parameters.filter(({ name }) => name !== 'code_verifier'), ...verifier],
          },
          {
            ...answer,
            kind: 'intercepted_code_response',
            status: 400,
            parameters: [shown('error', 'invalid_grant')],
          },
        ]
      : []
  return {
    ...flow,
    id,
    purpose: 'interception',
    providerId: 'sandbox',
    messages: [
      ...messages.slice(0, before),
      ...trade([]),
      ...trade([masked('code_verifier', 43)]),
      ...messages.slice(before, before + 2),
    ],
  }
}
