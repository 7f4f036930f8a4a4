import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatJson } from '../../electron/resources/format-json'

describe('indented JSON', () => {
  test('is what JSON.stringify makes of it, however it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 1, 4), (value, spaces) => {
        expect(formatJson(JSON.stringify(value, null, spaces))).toBe(JSON.stringify(value, null, 2))
      }),
      { numRuns: 2_000 },
    )
  })

  test('keeps numbers, names and escapes as they were sent', () => {
    expect(formatJson('{"id":12345678901234567890,"a":1.0,"a":2,"say":"\\u0041 \\"{,}\\\\"}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "a": 1.0,\n  "a": 2,\n  "say": "\\u0041 \\"{,}\\\\"\n}',
    )
    expect(formatJson('{"empty":{ },"none":[\n]}')).toBe('{\n  "empty": {},\n  "none": []\n}')
  })
})
