import { describe, expect, it } from 'vitest'
import { describeHealth } from '../../renderer/health'
import { day, hour, makeAccount, minute } from './world/accounts'
import { makeClient } from './world/clients'

const now = new Date(2030, 0, 10, 12).getTime()
const example = { name: 'Example' }
const words = (
  rest: Parameters<typeof makeAccount>[2],
  clients = [makeClient('digitalocean')],
  provider: Parameters<typeof describeHealth>[1] = example,
) => describeHealth(makeAccount('a', now, rest), provider, now, clients)

describe('the health of an account in words', () => {
  it('names what happens to its access next', () => {
    expect(words({ expiresAt: now + 2 * hour })).toMatchObject({
      tone: 'good',
      note: 'renews itself in 2 hours',
    })
    expect(words({ expiresAt: now - hour }).note).toBe('renews itself when next used')
  })

  it('warns when nothing can renew it and the last of its time has come', () => {
    const kept = { renewable: false, connectedAt: now - 8 * hour, renewedAt: now - 8 * hour }
    expect(words({ ...kept, expiresAt: now + 20 * day })).toMatchObject({ tone: 'good', title: 'Working' })
    expect(words({ ...kept, expiresAt: now + hour })).toMatchObject({ tone: 'warn', title: 'Expires soon' })
    expect(words({ ...kept, expiresAt: now - minute })).toMatchObject({ tone: 'bad', title: 'Expired' })
  })

  it('says that it never expires only where that is known of the provider', () => {
    const forever = { renewable: false, expiresAt: undefined }
    expect(words(forever)).toMatchObject({ tone: 'good', note: 'expiry not known' })
    expect(words(forever, [], { ...example, lastingTokens: true })).toMatchObject({
      tone: 'good',
      note: 'never expires',
    })
  })

  it('says until when it can be renewed, and warns when renewals no longer move that', () => {
    const kept = { expiresAt: now + 2 * hour, renewedAt: now - hour, renewableUntil: now + 20 * day }
    expect(words({ ...kept, renewableSince: now - hour })).toMatchObject({
      tone: 'good',
      note: 'renews itself in 2 hours',
      because: expect.stringContaining('Can be renewed until 30 Jan 2030'),
    })
    expect(words({ ...kept, renewableSince: now - 9 * day })).toMatchObject({
      tone: 'good',
      note: 'renews itself for another 20 days',
    })
    expect(words({ ...kept, renewableUntil: now + 2 * day, renewableSince: now - 9 * day })).toMatchObject({
      tone: 'warn',
      title: 'Expires soon',
      note: 'connect it again within 2 days',
    })
    expect(words({ ...kept, renewableUntil: now - day, renewableSince: now - 9 * day }).tone).toBe('good')
  })

  it('gives the reason of what has ended', () => {
    const health = {
      state: 'needs_reconnecting',
      code: 'invalid_grant',
      facts: { stage: 'renewal', likely: ['refresh_token_revoked'] },
      since: now - day,
    } as const
    expect(words({ health })).toMatchObject({
      tone: 'bad',
      note: 'ended by Example yesterday',
      because: expect.stringContaining('password was changed'),
    })
  })

  it('tells of a client secret only while nothing worse is the matter', () => {
    const expired = makeClient('digitalocean', {
      accountIds: ['a'],
      credentialState: 'expired',
      credentialExpiresAt: now - day,
    })
    expect(words({}, [expired])).toMatchObject({ tone: 'bad', client: true })
    const health = { state: 'needs_reconnecting', code: 'invalid_grant', since: now } as const
    expect(words({ health }, [expired]).client).toBeUndefined()
  })
})
