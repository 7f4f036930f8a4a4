import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wishFor } from '../electron/asked-wish'
import { readStartArguments, withoutAsked } from '../electron/start-arguments'
import { makeAccount } from './renderer/world/accounts'

describe('a command line', () => {
  test('asks for a provider, an account or the settings, in both ways of writing', () => {
    const connect = { asked: { kind: 'connect', providerId: 'github' }, ignored: [] }
    expect(readStartArguments(['keyfob', '--connect', 'github'])).toEqual(connect)
    expect(readStartArguments(['keyfob', '--connect=github', '.'])).toEqual(connect)
    expect(readStartArguments(['keyfob', '--account', 'a-1'])).toEqual({
      asked: { kind: 'account', accountId: 'a-1' },
      ignored: [],
    })
    expect(readStartArguments(['keyfob', '--settings'])).toEqual({ asked: { kind: 'settings' }, ignored: [] })
  })

  test('that belongs to Chromium or to nobody asks for nothing', () => {
    const line = ['keyfob', '--no-sandbox', '--user-data-dir=/p', '--connected', 'https://x.example', '--']
    expect(readStartArguments(line)).toEqual({ ignored: [] })
  })

  test.each([
    [['--connect']],
    [['--connect', '--settings=now']],
    [['--connect', 'javascript:alert(1)']],
    [['--account=../../etc/passwd']],
    [['--account', 'a\nb']],
    [['--connect', 'x'.repeat(101)]],
    [['--settings=proxy']],
  ])('%j asks for nothing, and only the name of the argument is told', (line) => {
    const { asked, ignored } = readStartArguments(line)
    expect(asked).toBeUndefined()
    expect(ignored.length).toBeGreaterThan(0)
    for (const name of ignored) expect(['--connect', '--account', '--settings']).toContain(name)
  })

  test('asks for one thing: the first that is understood', () => {
    expect(readStartArguments(['--connect', '%', '--settings', '--account', 'a'])).toEqual({
      asked: { kind: 'settings' },
      ignored: ['--connect', '--account'],
    })
  })

  test('may be anything at all where another program hands it over', () => {
    fc.assert(
      fc.property(fc.anything(), (line) => {
        const { asked, ignored } = readStartArguments(line)
        expect(asked === undefined || Array.isArray(line)).toBe(true)
        expect(Array.isArray(line) || ignored.length === 1).toBe(true)
      }),
    )
  })

  test('loses what it asked for when Keyfob restarts, and nothing else', () => {
    const line = ['--no-sandbox', '/app', '--connect', 'github', '--settings', '--account=a', '--x', 'y']
    expect(withoutAsked(line)).toEqual(['--no-sandbox', '/app', '--x', 'y'])
    expect(withoutAsked(['--connect', '--no-sandbox'])).toEqual(['--no-sandbox'])
  })
})

describe('what was asked for', () => {
  const accounts = [makeAccount('a', 0)]
  const here = { providers: [{ id: 'github' }], accounts }

  test('is a wish to the window when it names what is here', () => {
    expect(wishFor({ kind: 'connect', providerId: 'github' }, here)).toEqual({
      kind: 'connect',
      providerId: 'github',
    })
    expect(wishFor({ kind: 'account', accountId: 'a' }, here)).toEqual({
      kind: 'account',
      accountId: 'a',
      reconnect: false,
    })
    expect(wishFor({ kind: 'settings' }, here)).toEqual({ kind: 'go', to: 'settings' })
  })

  test('is nothing when it names what is not here', () => {
    expect(wishFor({ kind: 'connect', providerId: 'nobody' }, here)).toBeUndefined()
    expect(wishFor({ kind: 'account', accountId: 'b' }, here)).toBeUndefined()
  })
})
