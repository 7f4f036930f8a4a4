import { describe, expect, test } from 'vitest'
import { readChallenge } from '../../electron/http/challenge'
import { jsonIn } from '../../electron/http/json-in'
import { gitlab } from '../../electron/providers/gitlab'
import { toRow } from '../../electron/resources/fields'
import { linkTo } from '../../electron/resources/link-header'
import { field, textField } from '../../electron/support/field'
import { isTooDeep } from '../../electron/support/json-depth'
import { plainText, withoutControls } from '../../electron/support/plain-text'
import { redactText } from '../../electron/support/redact'
import { formatJson } from '../../renderer/format-json'
import { failureOf } from './failure-of'

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

describe('JSON that is nested to do harm', () => {
  test('is told from JSON that is not, without being read', () => {
    expect(isTooDeep(nested(100))).toBe(false)
    expect(isTooDeep(nested(101))).toBe(true)
    expect(isTooDeep(`{"a":${nested(100)}}`)).toBe(true)
    expect(isTooDeep(JSON.stringify({ text: '[{'.repeat(1000), next: '\\"[[['.repeat(1000) }))).toBe(false)
    expect(isTooDeep('[],'.repeat(1000))).toBe(false)
  })

  test('is refused as an answer, a million levels of it as well', () => {
    const answer = { url: new URL('https://api.example/'), status: 200, headers: new Headers() }
    const failure = failureOf(() => jsonIn({ ...answer, text: nested(1_000_000) }))
    expect(failure.code).toBe('response_invalid')
  })

  test('is shown without growing to the square of itself', () => {
    expect(formatJson(nested(5_000)).text.length).toBeLessThan(1_000_000)
  })
})

describe('names and values that others wrote', () => {
  test.each([
    ['Ada\u202emoc.live@evil', 'Ada moc.live@evil'],
    ['Ada\u0000\u001b[31m\u0007', 'Ada [31m'],
    ['\u2066Ada\u2069\r\nRevoked', 'Ada Revoked'],
    ['👩‍👩‍👧 Zoë', '👩‍👩‍👧 Zoë'],
    ['\u200b \u200d', ''],
  ])('%j reads %j', (written, read) => {
    expect(plainText(written)).toBe(read)
  })

  test('a row keeps its line breaks, and loses what turns its text around', () => {
    expect(withoutControls('a\n\tb\u202ec')).toBe('a\n\tb c')
    const [resource] = gitlab.resources
    if (!resource) throw new Error('there is no resource')
    const row = toRow(
      { id: 1, path_with_namespace: 'ada/\u202egpj.exe', web_url: 'javascript:alert(1)' },
      resource,
      '#0',
    )
    expect(row.title).toBe('ada/ gpj.exe')
    expect(row.cells[0]).toBe('ada/ gpj.exe')
    expect(row.webUrl).toBeUndefined()
  })

  test('no path into an answer reaches what every object inherits, and no answer changes it', () => {
    const answer: unknown = JSON.parse(
      '{"__proto__":{"id":"evil"},"constructor":{"prototype":{"id":"evil"}}}',
    )
    for (const path of ['constructor', 'toString', '__proto__', 'a.__proto__', 'a.constructor', 'id']) {
      expect(field({ a: {} }, path)).toBeUndefined()
      expect(textField({ a: {} }, path)).toBeUndefined()
    }
    expect(field(answer, 'id')).toBeUndefined()
    expect(Reflect.get({}, 'id')).toBeUndefined()
  })
})

describe('a text of twenty million letters', () => {
  const long = 'x'.repeat(20_000_000)

  test('is more than a naïve pattern holds', () => {
    expect(() => [...`"${long}"`.matchAll(/"(?:[^"\\]|\\.)*"/g)]).toThrow(RangeError)
  })

  test('is indented, and read in a challenge, all the same', () => {
    expect(formatJson(`["${long}"]`).text.length).toBeGreaterThan(long.length)
    expect(readChallenge(`Bearer error="${long}"`).error).toHaveLength(300)
  })
})

describe('texts that are made to keep a computer busy', () => {
  const long = 100_000
  const texts = [
    'a'.repeat(long),
    ' '.repeat(long),
    '<'.repeat(long),
    '<>;rel='.repeat(long / 7),
    '<a>; '.repeat(long / 5),
    'a="'.repeat(long / 3),
    `a="${'\\'.repeat(long)}`,
    'a = '.repeat(long / 4),
    '-eyJaaaaa'.repeat(long / 9),
    'eyJaaaaa.'.repeat(long / 9),
    'token'.repeat(long / 5),
    `token${' '.repeat(long)}`,
    'Bearer '.repeat(long / 7),
    `Bearer ${'a='.repeat(long / 2)}`,
    '"'.repeat(long),
    '\\"'.repeat(long / 2),
  ]
  test.each([
    ['a challenge', (text: string) => readChallenge(text)],
    ['a Link header', (text: string) => linkTo('next', text)],
    ['a text to be redacted', (text: string) => redactText(text)],
    ['JSON to be indented', (text: string) => formatJson(JSON.stringify([text]))],
    ['a name', (text: string) => plainText(text)],
  ])('%s is read in the time that its length takes', (_, read) => {
    const slow = texts.filter((text) => {
      const started = performance.now()
      read(text)
      return performance.now() - started > 3_000
    })
    expect(slow.map((text) => text.slice(0, 20))).toEqual([])
  })
})
