import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChallenge } from '../../electron/http/challenge'

describe('a WWW-Authenticate challenge (RFC 6750 §3)', () => {
  it.each<[header: string | null, expected: object]>([
    [null, { scopes: [] }],
    ['', { scopes: [] }],
    ['Bearer', { scopes: [] }],
    ['Bearer realm="api"', { scopes: [] }],
    ['Bearer error="invalid_token"', { error: 'invalid_token', scopes: [] }],
    ['bearer Error="invalid_token"', { error: 'invalid_token', scopes: [] }],
    ['Bearer error=invalid_token', { error: 'invalid_token', scopes: [] }],
    ['error="invalid_token"', { error: 'invalid_token', scopes: [] }],
    [
      'Bearer realm="api", error="insufficient_scope", error_description="needs more", scope="files:read files:write"',
      { error: 'insufficient_scope', description: 'needs more', scopes: ['files:read', 'files:write'] },
    ],
    [
      'Bearer error="invalid_token",error_description="a \\"quoted\\" word"',
      { error: 'invalid_token', description: 'a "quoted" word', scopes: [] },
    ],
    ['Basic realm="x", Bearer error="invalid_token"', { error: 'invalid_token', scopes: [] }],
    ['Bearer realm="say error=insufficient_scope, please"', { scopes: [] }],
    [
      'Bearer error_description="the error=invalid_token was logged"',
      { description: 'the error=invalid_token was logged', scopes: [] },
    ],
    ['DPoP error = "use_dpop_nonce"', { error: 'use_dpop_nonce', scopes: [] }],
    ['Bearer error="first", error="second"', { error: 'first', scopes: [] }],
    ['Bearer error="never closed', { scopes: [] }],
  ])('%s', (header, expected) => {
    expect(readChallenge(header)).toEqual(expected)
  })

  it('of any text is read without an error, in little time, and cut to a size that can be shown', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (text) => {
        const { error = '', description = '', scopes } = readChallenge(`Bearer error="${text}`)
        expect(error.length + description.length).toBeLessThanOrEqual(600)
        expect(scopes.join(' ').length).toBeLessThanOrEqual(300)
      }),
      { numRuns: 500 },
    )
    const started = performance.now()
    readChallenge(`Bearer ${'a="\\'.repeat(50_000)}`)
    readChallenge(`Bearer ${'a'.repeat(250_000)}`)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
