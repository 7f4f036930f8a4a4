import assert from 'node:assert'
import { format, inspect } from 'node:util'
import { serialize } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printUncaught, redact, redactPrinting } from '../../electron/support/redact'
import { secret, withoutSecrets } from '../../electron/support/secret'
import { Failure } from '../../shared/failure'

const value = 'tok-5f2c"9 1/é+x'
const token = secret(value)

describe('a secret', () => {
  const forms: readonly (readonly [string, () => unknown])[] = [
    ['as text', () => `${token}`],
    ['added to text', () => `a ${token as unknown as string} b`],
    ['by String', () => String(token)],
    ['as JSON', () => JSON.stringify({ token, list: [token] })],
    ['by inspect', () => inspect({ deep: { token } }, { depth: 9, showHidden: true })],
    ['by inspect without custom forms', () => inspect(token, { customInspect: false, showHidden: true })],
    ['by format', () => format('%s %o %O %j %d', token, token, token, token, token)],
    ['by its keys', () => JSON.stringify(Object.entries(token))],
    ['spread', () => JSON.stringify({ ...token })],
    ['in an error', () => inspect(new Error(`about ${token}`, { cause: token }))],
    [
      'in a failure’s facts',
      () => JSON.stringify(new Failure('unexpected', 'x', { facts: { subject: `${token}` } })),
    ],
    ['in an assertion', () => attempt(() => assert.deepEqual(token, { reveal: 1 }))],
    ['cloned', () => attempt(() => structuredClone(token))],
    ['sent to another process', () => attempt(() => serialize(token))],
  ]
  test.each(forms)('does not show %s', (_, print) => {
    expect(String(print())).not.toContain(value)
    expect(String(print())).not.toContain('5f2c')
  })

  test('gives itself away to reveal alone, and cannot be changed', () => {
    expect(token.reveal()).toBe(value)
    expect(() => Object.assign(token, { reveal: () => 'other' })).toThrow(TypeError)
  })
})

describe('redaction', () => {
  test('takes a secret in use out of any text, however it was encoded', () => {
    const text = `${value} ${encodeURIComponent(value)} ${JSON.stringify({ value })}`
    expect(withoutSecrets(text)).toBe('[secret] [secret] {"value":"[secret]"}')
  })

  test('does not stumble over a secret that is no proper text', () => {
    const broken = secret('half of a pair \ud800')
    expect(redact(`with ${broken.reveal()}`)).toBe('with [secret]')
  })

  test('finds every secret wherever it stands', () => {
    const kept: unknown[] = []
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (found, before, after) => {
        fc.pre(!'[secret]'.includes(found))
        kept.push(secret(found))
        return !redact(`${before}${found}${after}`).includes(found)
      }),
      { numRuns: 200 },
    )
  })

  test('reaches into errors, their causes and what hangs on them', () => {
    const inner = Object.assign(new Error(`refused ${value}`), {
      request: { headers: { authorization: `Bearer ${value}` } },
    })
    const printed = redact(new Failure('unexpected', 'outer', { cause: inner }))
    expect(printed).toContain('outer')
    expect(printed).toContain('refused [secret]')
    expect(printed).not.toContain('5f2c')
  })

  const foreign: readonly (readonly [string, string])[] = [
    ['GET /cb?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj', 'GET /cb?code=[secret]&state=[secret]'],
    [
      '{"access_token":"2YotnFZFEjr1zCsicMWpAA","expires_in":3600}',
      '{"access_token":"[secret]","expires_in":3600}',
    ],
    ['{\\"refresh_token\\":\\"tGzv3JOkF0XG5Qx2TlKWIA\\"}', '{\\"refresh_token\\":\\"[secret]\\"}'],
    ["client_secret: '7Fjfp0ZBr1KtDRbnfVdmIw'", "client_secret: '[secret]'"],
    ['Authorization: Bearer mF_9.B5f-4.1JqM', 'Authorization: Bearer [secret]'],
    ['authorization: basic czZCaGRSa3F0MzpnWDFmQmF0M2JW', 'authorization: basic [secret]'],
    ['id eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl end', 'id [secret] end'],
    ['ghp_16C7e42F292c6912E7710c838347Ae178B4a', '[secret]'],
    ['dop_v1_0123456789abcdef', '[secret]'],
  ]
  test.each(foreign)('takes out what looks like a credential: %s', (text, clean) => {
    expect(redact(text)).toBe(clean)
  })

  test.each([
    'the server answered 400 invalid_grant',
    'cannot write accounts.json',
    'https://127.0.0.1:20000/oauth/authorize?response_type=code',
    'status code: 404',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  test('stands before everything that is printed', () => {
    const printed: string[] = []
    const print = (...values: readonly unknown[]) => void printed.push(values.join(' '))
    const printer = { log: print, info: print, warn: print, error: print, debug: print }
    redactPrinting(printer)
    printer.error('it broke:', new Error(`with ${value}`), { token })
    printer.log(`code_verifier=${'v'.repeat(43)}`)
    expect(printed[0]).toContain('it broke: Error: with [secret]')
    expect(printed[0]).toContain('{ token: [secret] }')
    expect(printed[1]).toBe('code_verifier=[secret]')
  })

  test('stands before what nobody caught', () => {
    const listeners = new Map<string, (error: unknown) => void>()
    const printed: string[] = []
    printUncaught({ on: (event, listener) => listeners.set(event, listener) }, (text) => printed.push(text))
    listeners.get('uncaughtException')?.(new Error(`thrown ${value}`))
    listeners.get('unhandledRejection')?.({ rejected: value })
    expect(printed[0]).toContain('uncaught: Error: thrown [secret]')
    expect(printed[1]).toContain('unhandled rejection: {')
    expect(printed.join()).not.toContain('5f2c')
  })
})

function attempt(task: () => unknown): string {
  try {
    return inspect(task(), { showHidden: true })
  } catch (error) {
    return inspect(error, { showHidden: true, depth: 9 })
  }
}
