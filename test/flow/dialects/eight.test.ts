import { afterEach, describe, expect, test } from 'vitest'
import { findProvider } from '../../../electron/providers/catalogue'
import type { Asked, Dialect } from '../../providers/dialects/cloud'
import { digitaloceanDialect } from '../../providers/dialects/digitalocean'
import { dropboxClient, dropboxDialect } from '../../providers/dialects/dropbox'
import { githubClient, githubDialect } from '../../providers/dialects/github'
import { gitlabClient, gitlabDialect } from '../../providers/dialects/gitlab'
import { googleClient, googleDialect } from '../../providers/dialects/google'
import { huggingfaceClient, huggingfaceDialect } from '../../providers/dialects/huggingface'
import { microsoftClient, microsoftDialect } from '../../providers/dialects/microsoft'
import { slackClient, slackDialect } from '../../providers/dialects/slack'
import { accountOf } from '../rig'
import { createDialectRig, type DialectRig } from './rig'

interface Case {
  readonly id: string
  readonly dialect: () => Dialect
  /** Absent: the server makes one. */
  readonly client?: { readonly clientId: string; readonly credential?: string }
  readonly scopes?: readonly string[]
  readonly label: string
  readonly subject: string
  readonly list: string
  /** Rows on three pages, and on all. */
  readonly pages: readonly number[]
  readonly outcome: 'proven' | 'not_offered'
}

const cases: readonly Case[] = [
  {
    id: 'digitalocean',
    dialect: digitaloceanDialect,
    label: 'Sammy · Sea',
    subject: 'sammy-uuid/team-uuid',
    list: 'droplets',
    pages: [200, 200, 50],
    outcome: 'proven',
  },
  {
    id: 'github',
    dialect: githubDialect,
    client: githubClient,
    scopes: ['user:email', 'read:org', 'offline_access'],
    label: 'octocat',
    subject: '583231',
    list: 'repositories',
    pages: [100, 100, 50],
    outcome: 'proven',
  },
  {
    id: 'google',
    dialect: googleDialect,
    client: googleClient,
    label: 'Ada',
    subject: '1099',
    list: 'files',
    pages: [100, 100, 50],
    outcome: 'proven',
  },
  {
    id: 'microsoft',
    dialect: microsoftDialect,
    client: microsoftClient,
    label: 'Megan · Contoso',
    subject: 'graph-id',
    list: 'files',
    pages: [200, 200, 50],
    outcome: 'not_offered',
  },
  {
    id: 'gitlab',
    dialect: gitlabDialect,
    client: gitlabClient,
    label: 'Ada',
    subject: '42',
    list: 'projects',
    pages: [100, 100, 50],
    outcome: 'proven',
  },
  {
    id: 'dropbox',
    dialect: dropboxDialect,
    client: dropboxClient,
    label: 'Franz',
    subject: 'dbid:AA',
    list: 'files',
    pages: [500, 500, 100],
    outcome: 'proven',
  },
  {
    id: 'slack',
    dialect: slackDialect,
    client: slackClient,
    label: 'Ada L · Acme',
    subject: 'T1/U1',
    list: 'conversations',
    pages: [200, 200, 50],
    outcome: 'proven',
  },
  {
    id: 'huggingface',
    dialect: huggingfaceDialect,
    client: huggingfaceClient,
    label: 'Ada',
    subject: '62d',
    list: 'models',
    pages: [100, 100, 50],
    outcome: 'not_offered',
  },
]

/** Addresses that got the token and are neither the provider's API nor its revocation. */
function strayTokens(received: readonly Asked[], providerId: string): readonly string[] {
  const { apiOrigins, revocation, base } = findProvider(providerId)
  const preset = base.kind === 'own' ? (base.preset ?? '') : ''
  const allowed = apiOrigins.map((origin) => new URL(origin.replace('{base}', preset)).origin)
  if (revocation.kind === 'request') allowed.push(new URL(revocation.url).origin)
  return received.flatMap(({ bearer, url }) => (bearer && !allowed.includes(url.origin) ? url.href : []))
}

let rig: DialectRig
afterEach(() => rig.end())

describe.each(cases)('$id in its own dialect', (each) => {
  test('is connected, renewed, listed over three pages and revoked', async () => {
    rig = await createDialectRig(each.dialect())
    const { api, cloud } = rig
    if (each.client) await api.saveClient({ providerId: each.id, ...each.client })

    const account = accountOf(
      await rig.connect({ providerId: each.id, ...(each.scopes ? { scopes: each.scopes } : {}) }),
    )
    expect(account).toMatchObject({
      label: each.label,
      person: { subject: each.subject },
      renewable: true,
      health: { state: 'working' },
    })
    expect(account.expiresAt).toBeGreaterThan(Date.now() + 3_000_000)
    const missing = account.scopes.asked.filter((scope) => !account.scopes.granted.includes(scope))
    expect(missing).toEqual([])

    const before = (await rig.services.keeper.read(account)).tokens.accessToken.reveal()
    const renewed = await api.renewAccount({ accountId: account.id })
    expect(renewed.health).toEqual({ state: 'working' })
    expect(renewed.scopes.granted).toEqual(account.scopes.granted)
    const { tokens } = await rig.services.keeper.read(account)
    expect(tokens.accessToken.reveal()).not.toBe(before)
    expect(tokens.refreshToken).toBeDefined()

    const pages: number[] = []
    const ids = new Set<string>()
    let next: string | undefined
    do {
      const page = await api.listRows({
        accountId: account.id,
        resourceId: each.list,
        ...(next ? { next } : {}),
      })
      pages.push(page.rows.length)
      for (const row of page.rows) ids.add(row.id)
      next = page.next
    } while (next !== undefined)
    expect(pages).toEqual(each.pages)
    expect(ids.size).toBe(each.pages.reduce((sum, rows) => sum + rows))

    const report = await api.disconnect({ accountId: account.id })
    expect(report.outcome).toBe(each.outcome)
    if (each.outcome === 'not_offered') expect(report.manualUrl).toMatch(/^https:/)
    expect(await api.listAccounts({})).toEqual([])
    expect([...rig.keychain.entries.keys()].filter((name) => name.includes('account-'))).toEqual([])
    expect(strayTokens(cloud.received, each.id)).toEqual([])
  })
})
