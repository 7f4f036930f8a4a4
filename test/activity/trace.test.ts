import { describe, expect, test } from 'vitest'
import { createTraces } from '../../electron/activity/trace'
import { traceKinds } from '../../shared/flow-trace'

function begin() {
  const traces = createTraces({ now: () => 1_000 })
  return traces.begin({ id: 'flow', purpose: 'connect', kind: 'authorization_code', providerId: 'sandbox' })
}

describe('a trace', () => {
  test('shows what is on the allow list and masks everything else, known or not', () => {
    const recorder = begin()
    recorder.message({
      kind: 'token_request',
      parameters: [
        ['grant_type', 'authorization_code'],
        ['code', 'the-code-itself'],
        ['code_verifier', 'v'.repeat(43)],
        ['something_new', 'nobody knows what this is'],
      ],
    })

    expect(recorder.trace().messages[0]?.parameters).toEqual([
      { name: 'grant_type', value: 'authorization_code', masked: false },
      { name: 'code', value: '•••• 15 characters', masked: true },
      { name: 'code_verifier', value: '•••• 43 characters', masked: true },
      { name: 'something_new', value: '•••• 25 characters', masked: true },
    ])
  })

  test('a server that echoes a secret in its error text does not get it in', () => {
    const recorder = begin()
    recorder.message({ kind: 'token_request', parameters: [['code', 'the-code-itself']] })
    recorder.message({
      kind: 'token_response',
      status: 400,
      parameters: [['error_description', 'code the-code-itself is not known']],
    })
    recorder.end('failed', {
      code: 'invalid_grant',
      message: 'refused the-code-itself',
      facts: { serverDescription: 'code the-code-itself is not known' },
    })

    expect(JSON.stringify(recorder.trace())).not.toContain('the-code-itself')
    expect(recorder.trace().failure?.facts.serverDescription).toBe('code •••• is not known')
  })

  test('nor what comes after the scheme of an Authorization header', () => {
    const recorder = begin()
    recorder.message({ kind: 'token_request', parameters: [['authorization', 'Basic a2V5Zm9iOnNlY3JldA==']] })
    const parameters = [['error_description', 'who is a2V5Zm9iOnNlY3JldA==?']] as const
    recorder.message({ kind: 'token_response', status: 401, parameters })
    expect(JSON.stringify(recorder.trace())).not.toContain('a2V5Zm9iOnNlY3JldA')
  })

  test('says who spoke to whom, and in which of the six steps', () => {
    const recorder = begin()
    recorder.message({ kind: 'redirect' })
    recorder.message({ kind: 'identity_response', status: 200 })

    expect(recorder.trace().messages).toMatchObject([
      { step: 2, from: 'authorization_server', to: 'keyfob' },
      { step: 6, from: 'resource_server', to: 'keyfob', status: 200 },
    ])
  })

  test('counts nothing among the six steps that is none of them', () => {
    const recorder = begin()
    for (const kind of traceKinds) recorder.message({ kind })

    const stepsOf = (wanted: number | undefined) =>
      recorder
        .trace()
        .messages.filter(({ step }) => step === wanted)
        .map(({ kind }) => kind)
    expect([1, 2, 3, 4, 5, 6].map(stepsOf)).toEqual([
      [
        'pushed_authorization_request',
        'pushed_authorization_response',
        'authorization_request',
        'device_authorization_request',
        'device_authorization_response',
        'user_code_shown',
      ],
      ['authorization_decision', 'redirect'],
      ['intercepted_code_request', 'token_request', 'renewal_request'],
      ['intercepted_code_response', 'token_response', 'renewal_response'],
      ['identity_request', 'proof_request'],
      ['identity_response', 'proof_response'],
    ])
    expect(stepsOf(undefined)).toEqual([
      'discovery',
      'registration',
      'stored',
      'revocation_request',
      'revocation_response',
      'erased',
    ])
  })

  test('the oldest of more than 200 make room', () => {
    const traces = createTraces({ now: () => 1 })
    for (let index = 0; index < 250; index += 1) {
      traces.begin({
        id: `flow ${index}`,
        purpose: 'renew',
        kind: 'authorization_code',
        providerId: 'sandbox',
      })
    }
    expect(traces.list()).toHaveLength(200)
    expect(traces.list().some(({ id }) => id === 'flow 0')).toBe(false)
  })
})
