import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TokenSet } from '../../../electron/oauth/token-set'
import { secret } from '../../../electron/support/secret'
import type { Account } from '../../../shared/account'
import { type Answer, json } from '../../providers/dialects/cloud'
import { dropboxClient, dropboxDialect } from '../../providers/dialects/dropbox'
import { slackClient, slackDialect } from '../../providers/dialects/slack'
import { failureOf } from '../../support/failure-of'
import { accountOf } from '../rig'
import { createDialectRig, type DialectRig } from './rig'

describe('a token that is taken back alone', () => {
  let rig: DialectRig
  afterEach(() => rig.end())

  async function disconnectAtSlack(options: Parameters<typeof slackDialect>[0]) {
    rig = await createDialectRig(slackDialect(options))
    await rig.api.saveClient({ providerId: 'slack', ...slackClient })
    const { id } = accountOf(await rig.connect({ providerId: 'slack' }))
    return rig.api.disconnect({ accountId: id })
  }

  test('is no proof while the server goes on giving others: that is said, and none of them is left', async () => {
    const report = await disconnectAtSlack({ revokesRefreshTokens: false })

    expect(report.outcome).toBe('grant_stands')
    expect(report.usableUntil).toBeUndefined()
    expect(rig.keychain.lasting()).toEqual([])
    const lastGiven = rig.cloud.received.findLast(({ url }) => url.pathname === '/api/auth.revoke')?.bearer
    const answer = await rig.cloud.fetch('https://slack.com/api/auth.test', {
      method: 'POST',
      headers: { authorization: `Bearer ${lastGiven}` },
    })
    expect(await answer.json()).toMatchObject({ ok: false })
  })

  test('is, together with what renews it', async () => {
    const report = await disconnectAtSlack({ revokesRefreshTokens: true })

    expect(report.outcome).toBe('proven')
    expect(report.steps.map(({ what }) => what)).toEqual([
      'access_token_revoked',
      'refresh_token_revoked',
      'proof',
      'erased',
    ])
  })
})

/** Dropbox ends a grant at the word of its access token, and refuses that word from one that has run out. */
describe('an access token that does not work any more proves nothing', () => {
  let rig: DialectRig
  let account: Account
  /** What the token endpoint answers instead of its own answer. */
  let trouble: Answer | undefined
  /** Of each revocation, whether the keychain knew the token that came with it. */
  let atRevocation: boolean[]

  beforeEach(async () => {
    trouble = undefined
    atRevocation = []
    const dialect = dropboxDialect()
    rig = await createDialectRig({
      ...dialect,
      answer(asked) {
        if (asked.url.pathname.endsWith('/revoke')) atRevocation.push(isInKeychain(asked.bearer ?? '-'))
        return (asked.url.pathname === '/oauth2/token' ? trouble : undefined) ?? dialect.answer(asked)
      },
    })
    await rig.api.saveClient({ providerId: 'dropbox', ...dropboxClient })
    account = accountOf(await rig.connect({ providerId: 'dropbox' }))
  })
  afterEach(() => rig.end())

  /** As after hours offline: the access token is one that the server does not take. */
  async function keepDeadToken(expiresAt: number): Promise<TokenSet> {
    const kept = await rig.services.keeper.read(account)
    const tokens = { ...kept.tokens, accessToken: secret('sl.dead'), expiresAt }
    await rig.services.keeper.keep({ ...kept, tokens })
    return tokens
  }
  async function lives({ refreshToken }: TokenSet): Promise<boolean> {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: dropboxClient.clientId,
      refresh_token: refreshToken?.reveal() ?? '',
    })
    return (await rig.cloud.fetch('https://api.dropboxapi.com/oauth2/token', { method: 'POST', body })).ok
  }
  const isInKeychain = (text: string) =>
    [...rig.keychain.entries.values()].some((entry) => entry.includes(text))
  const past = () => Date.now() - 1
  const future = () => Date.now() + 3_600_000

  test.each([
    ['has run out', past, []],
    ['should still work', future, ['POST /2/auth/token/revoke 401', 'POST /2/users/get_current_account 401']],
  ])('one that %s is renewed, and the grant ends with the new one', async (_how, expiresAt, inVain) => {
    const tokens = await keepDeadToken(expiresAt())
    expect(await lives(tokens)).toBe(true)
    const report = await rig.api.disconnect({ accountId: account.id })

    expect(report.outcome).toBe('proven')
    expect(report.steps.map(({ evidence }) => evidence)).toEqual([
      ...inVain,
      'POST /2/auth/token/revoke 200',
      'POST /2/users/get_current_account 401',
      'POST /oauth2/token 400 invalid_grant',
      undefined,
    ])
    expect(await lives(tokens)).toBe(false)
    expect(rig.keychain.lasting()).toEqual([])
    // Its person ended it: nothing else did.
    expect(rig.services.activity.list().map(({ kind }) => kind)).toEqual(['disconnected', 'connected'])
  })

  test('a server that cannot renew just now is asked later, and nothing is erased', async () => {
    const tokens = await keepDeadToken(past())
    trouble = json({ error: 'temporarily_unavailable' }, 503)

    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('queued')
    expect(rig.keychain.lasting()).not.toEqual([])
    trouble = undefined
    expect(await lives(tokens)).toBe(true)
  })

  test.each([
    ['has run out', past],
    ['should still work', future],
  ])(
    'one that %s and cannot be renewed through this client is a failure, and nothing is erased',
    async (_how, expiresAt) => {
      await keepDeadToken(expiresAt())
      trouble = json({ error: 'invalid_client' }, 401)
      const failure = await failureOf(rig.api.disconnect({ accountId: account.id }))

      expect(failure.facts).toMatchObject({ stage: 'revocation', status: 401 })
      expect(rig.keychain.lasting()).not.toEqual([])
      expect(await rig.api.listAccounts({})).toHaveLength(1)
    },
  )

  test.each([
    ['has run out', past],
    ['should still work', future],
  ])(
    'one that %s, of a grant that the server has ended, is said to have ended before',
    async (_how, expiresAt) => {
      await keepDeadToken(expiresAt())
      trouble = json({ error: 'invalid_grant' }, 400)
      const report = await rig.api.disconnect({ accountId: account.id })

      expect(report.outcome).toBe('had_ended')
      expect(report.usableUntil).toBeUndefined()
      expect(rig.keychain.lasting()).toEqual([])
      expect(rig.services.activity.list()[0]).toMatchObject({ kind: 'disconnected', detail: 'had_ended' })
    },
  )

  test('whose grant is not known to be over is told to be refused itself, at once', async () => {
    trouble = json({ error: 'invalid_client' }, 401)
    const report = await rig.api.disconnect({ accountId: account.id })

    expect(report.outcome).toBe('accepted')
    expect(report.usableUntil).toBeLessThanOrEqual(report.at)
  })

  test('the new tokens are in the keychain before the old grant is ended with them', async () => {
    await keepDeadToken(past())
    await rig.api.disconnect({ accountId: account.id })

    expect(atRevocation).toEqual([true])
  })
})
