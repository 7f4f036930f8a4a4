import { describe, expect, it } from 'vitest'
import {
  agoInWords,
  bytes,
  countdown,
  dayInWords,
  duration,
  lengthInWords,
  list,
  plural,
} from '../../renderer/format'
import { cellText, toneOf } from '../../renderer/screens/browse/cells'

const at = (text: string) => new Date(text).getTime()
const now = at('2026-11-20T12:00:00')

describe('times in words', () => {
  it.each([
    ['2026-11-20T00:01:00', 'today'],
    ['2026-11-19T23:59:00', 'yesterday'],
    ['2026-11-16T09:00:00', 'on Monday'],
    ['2026-11-10T09:00:00', 'on 10 Nov 2026'],
  ])('%s is %s', (text, words) => {
    expect(dayInWords(at(text), now)).toBe(words)
  })

  it('counts minutes first and days later', () => {
    expect(agoInWords(now - 20_000, now)).toBe('just now')
    expect(agoInWords(now - 125_000, now)).toBe('2 min ago')
    expect(agoInWords(now - 5 * 3_600_000, now)).toBe('today')
    expect(agoInWords(now - 4 * 86_400_000, now)).toBe('Monday')
  })

  it('rounds what is left down, and never below nothing', () => {
    expect(lengthInWords(29.9 * 86_400_000)).toBe('29 days')
    expect(lengthInWords(61_000)).toBe('1 minute')
    expect(lengthInWords(-5)).toBe('0 seconds')
    expect(countdown(271_000)).toBe('4:31')
    expect(countdown(-1)).toBe('0:00')
    expect(countdown(300_499)).toBe('5:00')
    expect(countdown(300_900)).toBe('5:00')
    expect(duration(41_200)).toBe('41 s')
    expect(duration(125_000)).toBe('2 min 5 s')
  })
})

describe('cells', () => {
  it('show each type as people write it', () => {
    expect(bytes(4 * 1024 ** 3)).toBe('4 GB')
    expect(cellText(1536, 'bytes')).toBe('1.5 KB')
    expect(cellText('12.50 EUR', 'money')).toBe('€12.50')
    expect(cellText('12.50 credits', 'money')).toBe('12.50 credits')
    expect(cellText('2026-03-14T09:12:00', 'date')).toBe('14 Mar 2026')
    expect(cellText('2026-03-14T09:12:00', 'date', true)).toBe('14 March 2026, 09:12')
    expect(cellText(1_773_000_000, 'date')).toBe(cellText(1_773_000_000_000, 'date'))
    expect(cellText('soon', 'date')).toBe('soon')
    expect(cellText(null, 'text')).toBe('–')
    expect(cellText(false, 'text')).toBe('no')
    expect(cellText(1234567, 'number')).toBe('1,234,567')
  })

  it('give a state no colour that nobody knows', () => {
    expect([toneOf('active'), toneOf('off'), toneOf('errored'), toneOf('purple')]).toEqual([
      'good',
      'warn',
      'bad',
      'idle',
    ])
  })

  it('count and list in words', () => {
    expect(plural(1, 'account')).toBe('1 account')
    expect(plural(1200, 'account')).toBe('1,200 accounts')
    expect(list(['a', 'b', 'c'])).toBe('a, b and c')
  })
})
