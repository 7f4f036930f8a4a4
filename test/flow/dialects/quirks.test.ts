import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { revokeLeaving } from '../../../electron/accounts/leaving'
import { findPatterns } from '../../../renderer/screens/activity/patterns'
import { json, nothing } from '../../providers/dialects/cloud'
import { digitaloceanDialect } from '../../providers/dialects/digitalocean'
import { githubClient, githubDialect } from '../../providers/dialects/github'
import { gitlabClient, gitlabDialect } from '../../providers/dialects/gitlab'
import { googleClient, googleDialect } from '../../providers/dialects/google'
import { microsoftClient, microsoftDialect } from '../../providers/dialects/microsoft'
import { slackClient, slackDialect } from '../../providers/dialects/slack'
import { failureOf } from '../../support/failure-of'
import { accountOf } from '../rig'
import { createDialectRig, type DialectRig } from './rig'

let rig: DialectRig
afterEach(() => rig.end())

describe('where providers differ', () => {
  test('an error inside a 200 is an error', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId: 'github', ...githubClient, credential: 'f'.repeat(40) })
    const failure = await failureOf(rig.connect({ providerId: 'github' }))

    expect(failure.code).toBe('invalid_client')
    expect(failure.facts.serverError).toBe('incorrect_client_credentials')
    expect(await rig.api.listAccounts({})).toEqual([])
  })

  test('a token that does not end is kept without a renewal', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId: 'github', ...githubClient })
    const account = accountOf(await rig.connect({ providerId: 'github' }))

    expect(account.renewable).toBe(false)
    expect(account.expiresAt).toBeUndefined()
  })

  test('an address that wants other credentials does not end an account whose token nothing can renew', async () => {
    const dialect = githubDialect()
    rig = await createDialectRig({
      ...dialect,
      answer: (asked) => (asked.url.pathname === '/app' ? nothing(401) : dialect.answer(asked)),
    })
    await rig.api.saveClient({ providerId: 'github', ...githubClient })
    const { id: accountId } = accountOf(await rig.connect({ providerId: 'github' }))
    const request = { accountId, method: 'GET', address: '/app', query: [], headers: [] } as const
    const answer = await rig.api.sendApiRequest({ requestId: randomUUID(), request, confirmed: false })

    expect(answer.status).toBe(401)
    expect((await rig.api.listAccounts({}))[0]?.health.state).toBe('working')
    expect(rig.cloud.received.filter(({ url }) => url.pathname === '/app')).toHaveLength(1)
    expect((await rig.api.listRows({ accountId, resourceId: 'repositories' })).rows.length).toBeGreaterThan(0)
  })

  test('an address that is kept private is asked for where its scope was granted, and nowhere else', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId: 'github', ...githubClient })
    const without = accountOf(await rig.connect({ providerId: 'github', scopes: [] }))
    const asked = () => rig.cloud.received.filter(({ url }) => url.pathname === '/user/emails').length
    expect([without.person.email, asked()]).toEqual([undefined, 0])

    const account = accountOf(await rig.connect({ providerId: 'github', scopes: ['user:email'] }))
    expect([account.person.email, asked()]).toEqual(['octocat@github.com', 1])
  })

  test('an account that was asked for a scope which is no longer there is reconnected without it', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId: 'github', ...githubClient })
    const account = accountOf(await rig.connect({ providerId: 'github', scopes: [] }))
    const asked = [...account.scopes.asked, 'read:gone']
    await rig.services.registry.put({ ...account, scopes: { asked, granted: asked } })
    const again = await rig.connect({ providerId: 'github', accountId: account.id, scopes: ['read:gone'] })

    expect(accountOf(again).scopes.asked).toEqual(['read:user'])
    const failure = await failureOf(rig.connect({ providerId: 'github', scopes: ['read:gone'] }))
    expect(failure.code).toBe('bad_request')
  })

  test('how long a grant can be renewed is told with its account, from each renewal anew', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId: 'github', ...githubClient })
    const before = Date.now()
    const account = accountOf(await rig.connect({ providerId: 'github', scopes: ['offline_access'] }))
    const renewed = await rig.api.renewAccount({ accountId: account.id })

    const sixMonths = 15_897_600_000
    for (const { renewableUntil = 0 } of [account, renewed]) {
      expect(renewableUntil).toBeGreaterThanOrEqual(before + sixMonths)
      expect(renewableUntil).toBeLessThanOrEqual(Date.now() + sixMonths)
    }
    expect((await rig.services.keeper.read(account)).account.renewableUntil).toBe(renewed.renewableUntil)
  })

  test('a way in that wants a secret is refused before the browser opens, when there is none', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId: 'github', clientId: githubClient.clientId })
    const failure = await failureOf(rig.connect({ providerId: 'github' }))

    expect(failure.code).toBe('client_missing')
    expect(rig.opened).toEqual([])
  })

  test('a grant that only a client with its secret can end is not said to be without an end', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId: 'github', ...githubClient })
    const account = accountOf(await rig.connect({ providerId: 'github' }))
    const { clientSecret: _, ...kept } = await rig.services.keeper.read(account)
    await rig.services.keeper.keep(kept)
    await rig.api.saveClient({ providerId: 'github', clientId: githubClient.clientId })
    const report = await rig.api.disconnect({ accountId: account.id })

    expect(report).toMatchObject({ outcome: 'needs_secret', steps: [{ what: 'erased' }] })
    expect(report.manualUrl).toContain(githubClient.clientId)
  })

  test('a server makes one client for all accounts, and it is shown as that', async () => {
    const dialect = digitaloceanDialect()
    rig = await createDialectRig(dialect)
    await rig.connect({ providerId: 'digitalocean' })
    await rig.connect({ providerId: 'digitalocean' })

    expect(dialect.registered()).toBe(1)
    const [account] = await rig.api.listAccounts({})
    expect(await rig.api.listClients({})).toMatchObject([
      { providerId: 'digitalocean', clientId: 'client-0', origin: 'registered', accountIds: [account?.id] },
    ])
  })

  test('a client that its server has forgotten is let go by the renewal that finds it out: reconnecting makes another', async () => {
    const dialect = digitaloceanDialect()
    rig = await createDialectRig(dialect)
    const { id: accountId } = accountOf(await rig.connect({ providerId: 'digitalocean' }))
    dialect.purge()
    await failureOf(rig.api.renewAccount({ accountId }))
    const account = accountOf(await rig.connect({ providerId: 'digitalocean', accountId }))

    expect(account).toMatchObject({ id: accountId, clientId: 'client-1', health: { state: 'working' } })
    await rig.api.renewAccount({ accountId })
    // What was given to the old client cannot be ended through it, and need not be.
    await revokeLeaving(rig.services)
    expect(rig.services.registry.leaving()).toEqual([])
  })

  test('or by its person, where the sign-in page is all that shows it', async () => {
    const dialect = digitaloceanDialect()
    rig = await createDialectRig(dialect)
    const { id: accountId, clientId } = accountOf(await rig.connect({ providerId: 'digitalocean' }))
    dialect.purge()
    await expect(rig.connect({ providerId: 'digitalocean', accountId })).rejects.toThrow('no such client')
    const elsewhere = { providerId: 'digitalocean', clientId: 'client-9' }
    expect((await failureOf(rig.api.forgetMadeClient(elsewhere))).code).toBe('not_found')
    await rig.api.forgetMadeClient({ providerId: 'digitalocean', clientId })

    expect(await rig.api.listClients({})).toEqual([])
    expect(accountOf(await rig.connect({ providerId: 'digitalocean', accountId })).clientId).toBe('client-1')
  })

  test('a permission that a renewal no longer has is known to be gone, and told of', async () => {
    const calendar = 'https://www.googleapis.com/auth/calendar.readonly'
    const dialect = googleDialect()
    rig = await createDialectRig({
      ...dialect,
      answer(asked) {
        const { body = '', ...answer } = dialect.answer(asked)
        const isRenewal = asked.form.get('grant_type') === 'refresh_token'
        return { ...answer, body: isRenewal ? body.replace(` ${calendar}`, '') : body }
      },
    })
    await rig.api.saveClient({ providerId: 'google', ...googleClient })
    const { id, scopes } = accountOf(await rig.connect({ providerId: 'google' }))
    const renewed = await rig.api.renewAccount({ accountId: id })

    expect(scopes.granted).toContain(calendar)
    expect(renewed.scopes).toEqual({
      asked: scopes.asked,
      granted: scopes.granted.filter((name) => name !== calendar),
    })
    expect(await rig.api.listActivity({ accountId: id })).toMatchObject([
      { kind: 'scopes_changed', detail: calendar },
      { kind: 'renewed' },
      { kind: 'connected' },
    ])
  })

  test('a refresh token that someone else has used before is pointed out', async () => {
    const dialect = googleDialect()
    rig = await createDialectRig({
      ...dialect,
      answer: (asked) =>
        asked.form.get('grant_type') === 'refresh_token'
          ? json({ error: 'invalid_grant', error_description: 'Refresh token reuse detected' }, 400)
          : dialect.answer(asked),
    })
    await rig.api.saveClient({ providerId: 'google', ...googleClient })
    const { id } = accountOf(await rig.connect({ providerId: 'google' }))
    expect(await failureOf(rig.api.renewAccount({ accountId: id }))).toMatchObject({ code: 'invalid_grant' })

    const patterns = findPatterns(await rig.api.listActivity({}), Date.now())
    expect(patterns).toMatchObject([{ kind: 'reused_token', accountId: id, providerId: 'google' }])
  })

  test('boxes that were left unticked are known to be missing', async () => {
    const dialect = googleDialect()
    dialect.untick('https://www.googleapis.com/auth/drive.metadata.readonly')
    rig = await createDialectRig(dialect)
    await rig.api.saveClient({ providerId: 'google', ...googleClient })
    const account = accountOf(await rig.connect({ providerId: 'google' }))

    expect(account.scopes.granted).toEqual(
      expect.arrayContaining(['email', 'profile', 'https://www.googleapis.com/auth/calendar.readonly']),
    )
    const resources = await rig.api.listResources({ accountId: account.id })
    expect(resources.find(({ id }) => id === 'files')?.missingScopes).toEqual([
      'https://www.googleapis.com/auth/drive.metadata.readonly',
    ])
  })

  test('a refresh token comes with every consent, though the server gives it with the first alone', async () => {
    rig = await createDialectRig(googleDialect())
    await rig.api.saveClient({ providerId: 'google', ...googleClient })
    await rig.connect({ providerId: 'google' })
    const again = accountOf(await rig.connect({ providerId: 'google' }))

    expect(again.renewable).toBe(true)
  })

  test('a grant that ends when those of unpublished apps do is said to be of one', async () => {
    const dialect = googleDialect()
    let hasEnded = false
    rig = await createDialectRig({
      ...dialect,
      answer: (asked) =>
        hasEnded && asked.form.get('grant_type') === 'refresh_token'
          ? json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400)
          : dialect.answer(asked),
    })
    await rig.api.saveClient({ providerId: 'google', ...googleClient })
    const account = accountOf(await rig.connect({ providerId: 'google' }))
    hasEnded = true
    const week = 7 * 24 * 3_600_000
    const causesAfter = async (connectedAt: number, renewedAt: number) => {
      const { tokens, clientSecret } = await rig.services.keeper.read(account)
      const older = { ...account, connectedAt, renewedAt }
      await rig.services.registry.put(older)
      await rig.services.keeper.keep({ account: older, tokens, ...(clientSecret ? { clientSecret } : {}) })
      return (await failureOf(rig.api.renewAccount({ accountId: account.id }))).facts.likely
    }
    const now = Date.now()

    expect((await causesAfter(now - week - 1, now - 3_600_000))?.[0]).toBe('google_testing_mode')
    expect(await causesAfter(now - week / 2, now - 3_600_000)).not.toContain('google_testing_mode')
    expect(await causesAfter(now - 3 * week, now - 3_600_000)).not.toContain('google_testing_mode')
  })

  test('a second account is asked for with the question which one, a first is not', async () => {
    rig = await createDialectRig(microsoftDialect())
    await rig.api.saveClient({ providerId: 'microsoft', ...microsoftClient })
    await rig.connect({ providerId: 'microsoft' })
    await rig.connect({ providerId: 'microsoft' })
    const prompts = rig.opened.map((link) => new URL(link).searchParams.get('prompt'))

    expect(prompts).toEqual([null, 'select_account'])
  })

  test('an account that is reconnected tells the sign-in page who it is, by the parameter known there', async () => {
    rig = await createDialectRig(githubDialect())
    await rig.api.saveClient({ providerId: 'github', ...githubClient })
    const account = accountOf(await rig.connect({ providerId: 'github' }))
    await rig.connect({ providerId: 'github', accountId: account.id })
    const [first = '', second = ''] = rig.opened

    expect(new URL(first).searchParams.has('login')).toBe(false)
    expect(new URL(second).searchParams.get('login')).toBe('octocat')
    expect(new URL(second).searchParams.has('prompt')).toBe(false)
  })

  test('a tenant that the person named is where they sign in', async () => {
    rig = await createDialectRig(microsoftDialect())
    const base = 'https://login.microsoftonline.com/contoso.com'
    await rig.api.saveClient({ providerId: 'microsoft', base, ...microsoftClient })
    const account = accountOf(await rig.connect({ providerId: 'microsoft', base }))

    expect(rig.opened[0]).toMatch(/^https:\/\/login\.microsoftonline\.com\/contoso\.com\/oauth2/)
    expect(account.base).toBe(base)
    await rig.api.renewAccount({ accountId: account.id })
    const failure = await failureOf(
      rig.connect({ providerId: 'microsoft', base: 'https://login.evil.example/common' }),
    )
    expect(failure).toMatchObject({ code: 'bad_request', facts: { subject: 'base' } })
  })

  test('a refusal with `ok: false` is no list, and ends an account that cannot be renewed', async () => {
    rig = await createDialectRig(slackDialect())
    await rig.api.saveClient({ providerId: 'slack', ...slackClient })
    const account = accountOf(await rig.connect({ providerId: 'slack' }))
    const { tokens } = await rig.services.keeper.read(account)
    for (const token of [tokens.accessToken, tokens.refreshToken]) {
      const revoked = await rig.cloud.fetch('https://slack.com/api/auth.revoke', {
        method: 'POST',
        headers: { authorization: `Bearer ${token?.reveal()}` },
      })
      expect(await revoked.json()).toMatchObject({ revoked: true })
    }
    const failure = await failureOf(rig.api.listRows({ accountId: account.id, resourceId: 'users' }))

    expect(failure.facts.serverError).toBe('token_revoked')
    // In the provider's own words, the renewal that is refused ends the account.
    await failureOf(rig.api.renewAccount({ accountId: account.id }))
    const [ended] = await rig.api.listAccounts({})
    expect(ended?.health).toMatchObject({ state: 'needs_reconnecting' })
  })
})

describe('a server of one’s own', () => {
  const base = 'https://git.example.com/gitlab'

  test('below a path gets the token, and nobody else does', async () => {
    rig = await createDialectRig(gitlabDialect(base))
    await rig.api.saveClient({ providerId: 'gitlab', base: `${base}/`, ...gitlabClient })
    const account = accountOf(await rig.connect({ providerId: 'gitlab', base }))
    await rig.api.listRows({ accountId: account.id, resourceId: 'projects' })
    await rig.api.renewAccount({ accountId: account.id })
    const report = await rig.api.disconnect({ accountId: account.id })

    expect(account).toMatchObject({ base, issuer: base })
    expect(report.outcome).toBe('proven')
    const withToken = rig.cloud.received.filter(({ bearer }) => bearer !== undefined)
    expect(withToken.length).toBeGreaterThan(2)
    for (const { url } of rig.cloud.received) expect(url.href.startsWith(`${base}/`)).toBe(true)
  })

  test('is refused over http, with credentials in it, or without an address', async () => {
    rig = await createDialectRig(gitlabDialect(base))
    for (const wrong of [
      'http://git.example.com',
      'https://ada:pw@git.example.com',
      'https://git.example.com/?a=b',
    ]) {
      const failure = await failureOf(rig.connect({ providerId: 'gitlab', base: wrong }))
      expect(failure).toMatchObject({ code: 'bad_request', facts: { subject: 'base' } })
    }
    const failure = await failureOf(rig.connect({ providerId: 'keycloak' }))
    expect(failure).toMatchObject({ code: 'bad_request', facts: { subject: 'base' } })
    expect(rig.cloud.received).toEqual([])
  })

  test('has a client of its own: that of another address is not used there', async () => {
    rig = await createDialectRig(gitlabDialect(base))
    await rig.api.saveClient({ providerId: 'gitlab', ...gitlabClient })
    const failure = await failureOf(rig.connect({ providerId: 'gitlab', base }))

    expect(failure.code).toBe('client_missing')
    const summary = (await rig.api.listProviders({})).find(({ id }) => id === 'gitlab')
    expect(summary).toMatchObject({ needsClient: false, clientOrigin: 'own' })
    expect(summary?.base).toMatchObject({ preset: 'https://gitlab.com', known: ['https://gitlab.com'] })
  })
})
