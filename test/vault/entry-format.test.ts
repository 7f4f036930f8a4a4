import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decode,
  decodeHead,
  drawGeneration,
  encode,
  kindOfEntry,
  largestEntryOn,
  largestSecret,
  pieceName,
} from '../../electron/vault/entry-format'
import { failureOf } from '../support/failure-of'

const largestEntry = largestEntryOn('win32')
const bytes = (text: string) => Buffer.byteLength(text)

function roundTrip(text: string): string {
  const { head, pieces } = encode(text, 7, largestEntry)
  return decode(decodeHead(head), pieces)
}

describe('the format of keychain entries', () => {
  test('a secret of any size up to 64 KiB comes back, and no entry is larger than 2,400 bytes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: largestSecret }),
        fc.constantFrom('a', 'é', '"', '\\', '\u0000', '💡'),
        (size, letter) => {
          const text = letter.repeat(Math.floor(size / bytes(letter)))
          const { head, pieces } = encode(text, drawGeneration(), largestEntry)
          expect([head, ...pieces].every((entry) => bytes(entry) <= largestEntry)).toBe(true)
          expect(decode(decodeHead(head), pieces)).toBe(text)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('any text comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4_000 }), (text) => roundTrip(text) === text),
    )
  })

  test.each([0, 1, 2_300, 2_400, 2_500, 4_800, 16_384, largestSecret - 1, largestSecret])(
    'a secret of %i bytes comes back',
    (size) => expect(roundTrip('x'.repeat(size))).toBe('x'.repeat(size)),
  )

  test('a secret of more than 64 KiB is refused by name', () => {
    expect(failureOf(() => encode('x'.repeat(largestSecret + 1), 1, Infinity)).code).toBe(
      'vault_secret_too_large',
    )
    expect(failureOf(() => encode('é'.repeat(largestSecret / 2 + 1), 1, Infinity)).code).toBe(
      'vault_secret_too_large',
    )
  })

  test('a secret that fits lives in its head, so that a usual write is one call', () => {
    expect(encode('x'.repeat(2_000), 1, largestEntry).pieces).toEqual([])
    expect(encode('x'.repeat(2_400), 1, largestEntry).pieces.length).toBeGreaterThan(0)
  })

  test.each(['linux', 'darwin'] as const)('on %s the largest secret is one entry', (platform) => {
    const { head, pieces } = encode('\u0000'.repeat(largestSecret), 1, largestEntryOn(platform))
    expect(pieces).toEqual([])
    expect(decode(decodeHead(head), [])).toBe('\u0000'.repeat(largestSecret))
  })

  test('a head with any one letter changed is never taken for another secret', () => {
    const { head } = encode('the secret', 5, largestEntry)
    for (let at = 0; at < head.length; at += 1) {
      const changed = `${head.slice(0, at)}${head[at] === 'X' ? 'Y' : 'X'}${head.slice(at + 1)}`
      let text: string | undefined
      try {
        text = decode(decodeHead(changed), [])
      } catch (error) {
        expect(error).toMatchObject({ name: 'Failure', code: 'vault_entry_altered' })
      }
      expect(text === undefined || text === 'the secret').toBe(true)
    }
  })

  test.each(['', 'null', '[]', '"x"', '{}', '{"v":1}', '{"v":1,"g":-1,"n":0,"h":"","d":""}'])(
    'an entry of another program (%s) is called altered',
    (text) => expect(failureOf(() => decodeHead(text)).code).toBe('vault_entry_altered'),
  )

  test('an entry of a newer Keyfob is told apart from an altered one', () => {
    expect(failureOf(() => decodeHead('{"v":2,"something":"else"}')).code).toBe('profile_newer')
  })

  test('missing, swapped and foreign pieces are called altered', () => {
    const text = Array.from({ length: 2_000 }, (_, index) => index).join(' ')
    const { head, pieces } = encode(text, 1, largestEntry)
    const read = (found: readonly (string | null)[]) => () => decode(decodeHead(head), found)
    const [first = '', second = '', ...rest] = pieces
    for (const found of [
      [null, second, ...rest],
      [second, first, ...rest],
      [first, first, ...rest],
      [first],
      [],
    ]) {
      expect(failureOf(read(found)).code).toBe('vault_entry_altered')
    }
    expect(read(pieces)()).toBe(text)
  })

  test('the name of an entry tells what it is', () => {
    expect(kindOfEntry('account-1')).toEqual({ kind: 'head', name: 'account-1' })
    const piece = { generation: 2 ** 46, index: 11 }
    expect(kindOfEntry(pieceName('account-1', piece))).toEqual({ kind: 'piece', name: 'account-1', piece })
    expect(kindOfEntry('account-1/set-aside')).toEqual({ kind: 'other' })
    expect(kindOfEntry('something/of/others')).toEqual({ kind: 'other' })
  })

  test('generations do not repeat', () => {
    expect(new Set(Array.from({ length: 10_000 }, drawGeneration)).size).toBe(10_000)
  })
})
