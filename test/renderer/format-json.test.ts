import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatJson, readableBody } from '../../renderer/format-json'

describe('indented JSON', () => {
  test('is what JSON.stringify makes of it, however it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 1, 4), (value, spaces) => {
        expect(formatJson(JSON.stringify(value, null, spaces)).text).toBe(JSON.stringify(value, null, 2))
      }),
      { numRuns: 2_000 },
    )
  })

  test('keeps numbers, names and escapes as they were sent', () => {
    expect(formatJson('{"id":12345678901234567890,"a":1.0,"a":2,"say":"\\u0041 \\"{,}\\\\"}').text).toBe(
      '{\n  "id": 12345678901234567890,\n  "a": 1.0,\n  "a": 2,\n  "say": "\\u0041 \\"{,}\\\\"\n}',
    )
    expect(formatJson('{"empty":{ },"none":[\n]}').text).toBe('{\n  "empty": {},\n  "none": []\n}')
  })

  test('stops where it is told to, however much would come of it', () => {
    const whole = JSON.stringify({ list: [1, 2, 3] }, null, 2)
    expect(formatJson('{"list":[1,2,3]}', whole.length)).toEqual({ text: whole, isCut: false })
    expect(formatJson('{"list":[1,2,3]}', whole.length - 1)).toEqual({
      text: whole.slice(0, -1),
      isCut: true,
    })
    const deep = `${'['.repeat(40)}${'1,'.repeat(1_000_000)}`
    expect(formatJson(deep, 1_000).text).toHaveLength(1_000)
  })

  test('takes the beginning of a text as far as it goes', () => {
    expect(formatJson('{"list":[1,"a \\"q')).toEqual({
      text: '{\n  "list": [\n    1,\n    "a \\"q',
      isCut: false,
    })
  })
})

describe('a body to be read', () => {
  test('is indented when it is JSON, whole or cut', () => {
    expect(readableBody({ text: '[1]', cut: false }, 100)).toEqual({
      text: '[\n  1\n]',
      isJson: true,
      isCut: false,
    })
    expect(readableBody({ text: ' {"a":1,"b', cut: true }, 100)).toEqual({
      text: '{\n  "a": 1,\n  "b',
      isJson: true,
      isCut: true,
    })
    expect(readableBody({ text: '[1]', cut: false }, 5)).toEqual({
      text: '[\n  1',
      isJson: true,
      isCut: true,
    })
  })

  test('is left as it is when it is not', () => {
    for (const text of ['<h1>{}</h1>', '{"a":1}\n{"a":2}', '{']) {
      expect(readableBody({ text, cut: false }, 100)).toEqual({ text, isJson: false, isCut: false })
    }
    expect(readableBody({ text: '<h1>', cut: true }, 100)).toEqual({
      text: '<h1>',
      isJson: false,
      isCut: true,
    })
  })
})
