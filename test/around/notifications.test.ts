import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dueWarnings, toldAfter, warningsOf } from '../../electron/notifications'
import { createDesktopTeller, type NotifyingWorld } from '../../electron/tell-on-desktop'
import type { Account } from '../../shared/account'
import { day, hour, makeAccount, minute } from '../renderer/world/accounts'

const now = Date.UTC(2026, 5, 1, 12)

function ended(id: string, since = now - hour): Account {
  return makeAccount(id, now, { health: { state: 'needs_reconnecting', code: 'invalid_grant', since } })
}

function ending(id: string, left: number, life = 90 * day): Account {
  const connectedAt = now + left - life
  return makeAccount(id, now, {
    renewable: false,
    expiresAt: now + left,
    connectedAt,
    renewedAt: connectedAt,
  })
}

describe('there is something to warn of', () => {
  test('when a server has ended an account', () => {
    expect(warningsOf([ended('a')], [], now)).toMatchObject([{ kind: 'ended', accountId: 'a' }])
  })

  test('in the last fifth of a grant that nobody can renew: ten minutes to three days before its end', () => {
    const kinds = (account: Account) => warningsOf([account], [], now).map(({ kind }) => kind)
    expect(kinds(ending('long', 2.9 * day))).toEqual(['grant_ends'])
    expect(kinds(ending('long', 3.1 * day))).toEqual([])
    expect(kinds(ending('hourly', 11 * minute, hour))).toEqual(['grant_ends'])
    expect(kinds(ending('hourly', 13 * minute, hour))).toEqual([])
    expect(kinds(ending('brief', 9 * minute, 20 * minute))).toEqual(['grant_ends'])
    expect(kinds(ending('over', -minute))).toEqual([])
  })

  /** Connected `life` before its end and renewed a minute ago, which moved the end or did not. */
  function renewedUntil(left: number, life: number, since = now + left - life): Account {
    const renewableUntil = now + left
    return makeAccount('a', now, {
      connectedAt: now + left - life,
      renewedAt: now - minute,
      renewableUntil,
      renewableSince: since,
    })
  }

  test('in the last fifth of a grant whose end renewals do not move', () => {
    const kinds = (account: Account) => warningsOf([account], [], now).map(({ kind }) => kind)
    expect(kinds(renewedUntil(2.9 * day, 90 * day))).toEqual(['renewals_end'])
    expect(kinds(renewedUntil(3.1 * day, 90 * day))).toEqual([])
    expect(kinds(renewedUntil(4 * hour, day))).toEqual(['renewals_end'])
    expect(kinds(renewedUntil(5 * hour, day))).toEqual([])
    expect(kinds(renewedUntil(-minute, day))).toEqual([])
  })

  test('but not of a session that each renewal moves on, nor of one too short to speak of', () => {
    const lastRenewal = now - minute
    expect(warningsOf([renewedUntil(9 * minute, day, lastRenewal)], [], now)).toEqual([])
    expect(warningsOf([renewedUntil(2 * day, 90 * day, lastRenewal)], [], now)).toEqual([])
    expect(warningsOf([renewedUntil(5 * minute, 30 * minute)], [], now)).toEqual([])
    const { renewedAt: _, ...fresh } = renewedUntil(2 * hour, day, now + 2 * hour - day)
    expect(warningsOf([fresh], [], now)).toEqual([])
  })

  test('in the last two weeks of a client secret that an account is renewed with', () => {
    const client = (left: number) => [{ accountIds: ['a'], credentialExpiresAt: now + left }]
    const account = makeAccount('a', now)
    expect(warningsOf([account], client(13 * day), now)).toMatchObject([{ kind: 'secret_ends' }])
    expect(warningsOf([account], client(15 * day), now)).toEqual([])
    expect(warningsOf([makeAccount('b', now)], client(day), now)).toEqual([])
  })

  test('but not for what works, is renewed by itself, or will pass', () => {
    const offline = { state: 'unreachable', code: 'offline', since: now } as const
    const soon = makeAccount('soon', now, { expiresAt: now + minute })
    expect(warningsOf([soon, makeAccount('b', now, { health: offline })], [], now)).toEqual([])
  })
})

describe('a warning is told', () => {
  test('once, and never more than one a day for an account', () => {
    const accounts = [ended('a', now - hour)]
    const first = dueWarnings(warningsOf(accounts, [], now), {}, now)
    expect(first).toHaveLength(1)
    const told = toldAfter(first, {}, accounts, now)
    const again = (at: number, which = accounts) => dueWarnings(warningsOf(which, [], at), told, at)
    expect(again(now + 2 * day)).toEqual([])
    const endedAnew = [ended('a', now + hour)]
    expect(again(now + 23 * hour, endedAnew)).toEqual([])
    expect(again(now + 25 * hour, endedAnew)).toHaveLength(1)
  })

  test('one at a time where an account has two', () => {
    const clients = [{ accountIds: ['a'], credentialExpiresAt: now + day }]
    const accounts = [ending('a', day)]
    const due = dueWarnings(warningsOf(accounts, clients, now), {}, now)
    expect(due).toHaveLength(1)
    const told = toldAfter(due, {}, accounts, now)
    const later = dueWarnings(warningsOf([ended('a')], clients, now), told, now + 25 * hour)
    expect(later).toHaveLength(1)
  })

  test('for each account by itself, and what is told of those that are gone is forgotten', () => {
    const accounts = [ended('a'), ended('b')]
    const due = dueWarnings(warningsOf(accounts, [], now), {}, now)
    expect(due).toHaveLength(2)
    expect(Object.keys(toldAfter([], toldAfter(due, {}, accounts, now), [ended('b')], now))).toEqual(['b'])
  })
})

describe('on the desktop', () => {
  let folder: string
  const shown: { title: string; body: string; to: string | undefined }[] = []

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyfob-told-'))
    shown.length = 0
  })
  afterEach(() => rm(folder, { recursive: true }))

  function teller(difference: Partial<NotifyingWorld> = {}) {
    return createDesktopTeller({
      file: join(folder, 'notified.json'),
      clock: { now: () => now },
      accounts: () => [ended('Acme production'), makeAccount('fine', now)],
      clients: async () => [],
      providerName: () => 'DigitalOcean',
      isWanted: () => true,
      isLocked: () => false,
      isWatched: () => false,
      show: (words, wish) =>
        shown.push({ ...words, to: wish?.kind === 'account' ? wish.accountId : undefined }),
      ...difference,
    })
  }

  test('an account that has ended is told of by name, once, also after a restart', async () => {
    const look = teller()
    await Promise.all([look(), look()])
    await teller()()
    expect(shown).toEqual([
      {
        title: 'Acme production needs you',
        body: 'Its access at DigitalOcean has ended. Reconnect it to keep using it.',
        to: 'Acme production',
      },
    ])
    expect(await readFile(join(folder, 'notified.json'), 'utf8')).not.toContain('DigitalOcean')
  })

  test('no name is shown while Keyfob is locked', async () => {
    await teller({ isLocked: () => true })()
    expect(shown).toEqual([
      { title: 'Keyfob', body: 'An account needs you. Unlock Keyfob to see more.', to: undefined },
    ])
  })

  test('nothing is told to who has the window before them, or wants none; it waits', async () => {
    await teller({ isWatched: () => true })()
    await teller({ isWanted: () => false })()
    expect(shown).toEqual([])
    await teller()()
    expect(shown).toHaveLength(1)
  })

  test('how long is left is said in words', async () => {
    await teller({ accounts: () => [ending('Octavia', 2.5 * day)] })()
    expect(shown[0]?.title).toBe('Access to Octavia expires in 2 days')
  })

  test('what cannot be read of the past is set aside, and things go on', async () => {
    await writeFile(join(folder, 'notified.json'), '{ damaged')
    await teller()()
    expect(shown).toHaveLength(1)
  })

  test('what could not be read once is read at the next look', async () => {
    const file = join(folder, 'notified.json')
    await mkdir(file)
    const look = teller()
    await look()
    expect(shown).toEqual([])
    await rm(file, { recursive: true })
    await look()
    expect(shown).toHaveLength(1)
  })
})
