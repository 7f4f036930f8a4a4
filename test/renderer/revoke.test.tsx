import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/failure'
import type { RevocationReport } from '../../shared/revocation'
import { act, pending, press, screen, settle, show, within } from './show'
import { makeAccount } from './world/accounts'
import { connectFlow } from './world/flows'

const now = Date.now()
const accounts = [
  makeAccount('acme', now, { label: 'Acme', providerId: 'google' }),
  makeAccount('side', now, { label: 'Side', connectedAt: now - 1_000 }),
]
const proven: RevocationReport = {
  accountId: 'acme',
  label: 'Acme',
  outcome: 'proven',
  at: now,
  flowId: connectFlow(now).id,
  steps: [
    { what: 'refresh_token_revoked', at: now, evidence: 'POST /revoke 200' },
    { what: 'proof', at: now, evidence: 'GET /userinfo 401 invalid_token' },
    { what: 'erased', at: now },
  ],
}

const badges = {
  accepted: 'Revoked',
  had_ended: 'Revoked',
  grant_stands: 'Erased here',
  not_offered: 'Erased here',
  needs_secret: 'Erased here',
  queued: undefined,
}
const noon = new Date(2026, 0, 1, 12).getTime()

async function open() {
  const report = pending<RevocationReport>()
  const shown = await show({ accounts, flows: [connectFlow(now)] }, { disconnect: () => report.promise })
  await press('button', 'Settings')
  return { ...shown, report }
}

async function confirm(label: string) {
  await press('button', `Revoke access to ${label}`)
  await press('button', 'Revoke', screen.getByRole('alertdialog'))
}

describe('revoking one access', () => {
  it('asks once, and does nothing before the answer', async () => {
    const { fake } = await open()
    await press('button', 'Revoke access to Acme')
    expect(fake.requestsOf('disconnect')).toEqual([])
    await press('button', 'Keep it', screen.getByRole('alertdialog'))
    expect(fake.requestsOf('disconnect')).toEqual([])
    await confirm('Acme')
    expect(fake.requestsOf('disconnect')).toEqual([{ accountId: 'acme' }])
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  it('tells what is going on while it goes on', async () => {
    const { fake } = await open()
    await confirm('Acme')
    const row = screen.getByRole('listitem', { name: 'Acme' })
    expect(within(row).getByRole('status').textContent).toBe('Asking Google to end it…')
    expect(within(row).queryByRole('button', { name: 'Revoke access to Acme' })).toBeNull()
    const message = connectFlow(now).messages[0]
    if (message === undefined) throw new Error('the flow has messages')
    await act(async () =>
      fake.emit('flow', {
        ...connectFlow(Date.now(), { id: 'revoking', purpose: 'revoke', status: 'running' }),
        messages: [{ ...message, kind: 'proof_request' }],
      }),
    )
    expect(within(row).getByRole('status').textContent).toBe('Checking that Google refuses the old token…')
  })

  it('says quietly what was asked for and not granted', async () => {
    const scopes = {
      asked: ['openid', 'account:read', 'droplet:read', 'database:read', 'domain:read'],
      granted: ['account:read', 'domain:read'],
    }
    await show({
      accounts: [makeAccount('a', now, { label: 'Less', scopes }), makeAccount('b', now, { label: 'All' })],
    })
    await press('button', 'Settings')
    const textOf = (name: string) => screen.getByRole('listitem', { name }).textContent
    expect(textOf('Less')).toContain('Not granted: Droplets and Databases')
    expect(textOf('All')).not.toContain('Not granted')
  })

  it('keeps the proof in view after the account is gone, until the person leaves', async () => {
    const { fake, services, report } = await open()
    await confirm('Acme')
    await act(async () => {
      fake.change((world) => ({ accounts: world.accounts.filter((one) => one.id !== 'acme') }))
      report.resolve(proven)
    })
    await settle()
    const row = screen.getByRole('listitem', { name: 'Acme' })
    expect(row.textContent).toContain('Google accepted the revocation, then refused the old token.')
    expect(row.textContent).toContain(
      'POST /revoke 200 → GET /userinfo 401 invalid_token → keychain entry erased',
    )
    expect(within(row).queryByRole('button', { name: /Revoke access/ })).toBeNull()
    await press('tab', 'About')
    await press('tab', 'Access')
    expect(screen.getByRole('listitem', { name: 'Acme' })).toBeDefined()
    await press('button', 'Details', screen.getByRole('listitem', { name: 'Acme' }))
    await act(async () => services.navigation.back())
    await settle()
    expect(screen.getByRole('listitem', { name: 'Acme' })).toBeDefined()
    await press('button', 'Accounts')
    await press('button', 'Settings')
    expect(screen.queryByRole('listitem', { name: 'Acme' })).toBeNull()
    expect(screen.getByRole('listitem', { name: 'Side' })).toBeDefined()
  })

  it.each([
    ['accepted', { at: noon, usableUntil: noon + 12_600_000 }, 'can still be used until 15:30'],
    ['accepted', { at: noon, usableUntil: noon - 1 }, 'Google accepted the revocation. Details'],
    ['accepted', {}, 'may work for a little while longer'],
    ['had_ended', {}, 'Access had ended. Google had ended it already'],
    ['grant_stands', {}, 'the access itself still stands there'],
    ['not_offered', { manualUrl: 'https://example.com/apps' }, 'no way to end access at Google'],
    ['needs_secret', { manualUrl: 'https://example.com/apps' }, 'only for a client with its secret'],
    ['queued', {}, 'keeps trying until it answers, even after a restart'],
  ] as const)('says honestly what %s means', async (outcome, rest, words) => {
    const { report } = await open()
    await confirm('Acme')
    await act(async () => report.resolve({ ...proven, outcome, steps: [], ...rest }))
    await settle()
    const row = screen.getByRole('listitem', { name: 'Acme' })
    expect(row.textContent).toContain(words)
    const badge = within(row).queryByText(/^(Revoked|Erased here)$/)?.textContent
    expect(badge).toBe(badges[outcome])
  })

  it('shows what was refused among the evidence too', async () => {
    const { report } = await open()
    await confirm('Acme')
    const steps: RevocationReport['steps'] = [
      {
        what: 'access_token_revoked',
        at: now,
        evidence: 'POST /revoke 401',
        failure: { code: 'invalid_token', message: 'refused', facts: {} },
      },
      { what: 'proof', at: now, failure: { code: 'offline', message: 'no network', facts: {} } },
      { what: 'erased', at: now },
    ]
    await act(async () => report.resolve({ ...proven, outcome: 'accepted', steps }))
    await settle()
    expect(screen.getByRole('listitem', { name: 'Acme' }).textContent).toContain(
      'POST /revoke 401 → keychain entry erased',
    )
  })

  it('shows why it failed in the row for as long as it did, and can try again or erase here only', async () => {
    const { fake, report } = await open()
    await confirm('Acme')
    await act(async () => report.reject(new Failure('server_unavailable', '503', { facts: { status: 503 } })))
    await settle()
    let row = screen.getByRole('listitem', { name: 'Acme' })
    expect(within(row).getByRole('alert').textContent).toContain('Google is not available')
    await press('button', 'Accounts')
    await press('button', 'Settings')
    row = screen.getByRole('listitem', { name: 'Acme' })
    expect(within(row).getByRole('alert').textContent).toContain('Google is not available')
    await press('button', 'Try again', row)
    expect(fake.requestsOf('disconnect')).toHaveLength(2)
    await press('button', 'Erase it here anyway', row)
    expect(fake.requestsOf('forgetAccount')).toEqual([{ accountId: 'acme' }])
    expect(screen.getByRole('listitem', { name: 'Acme' }).textContent).toContain(
      'The provider was not asked.',
    )
  })

  it('treats a report that says failed as a failure, not as an end', async () => {
    const { report } = await open()
    await confirm('Acme')
    const failure = { code: 'vault_locked', message: 'locked', facts: {} } as const
    await act(async () => report.resolve({ ...proven, outcome: 'failed', steps: [], failure }))
    await settle()
    const row = screen.getByRole('listitem', { name: 'Acme' })
    expect(within(row).getByRole('alert').textContent).toContain('Your keychain is locked')
    expect(row.textContent).not.toContain('Revoked')
  })

  it('can begin from the accounts screen, and shows its progress in Settings', async () => {
    const { services } = await open()
    await press('button', 'Accounts')
    await press('button', 'More about Acme')
    await press('menuitem', 'Revoke access…')
    await press('button', 'Revoke', screen.getByRole('alertdialog'))
    expect(services.navigation.current()).toEqual({ screen: 'settings', tab: 'access' })
    expect(within(screen.getByRole('listitem', { name: 'Acme' })).getByRole('status')).toBeDefined()
  })
})

describe('revoking everything', () => {
  it('asks once and shows the outcome of each, also when one fails', async () => {
    const reports = pending<readonly RevocationReport[]>()
    const { fake } = await show({ accounts }, { disconnectAll: () => reports.promise })
    await press('button', 'Settings')
    await press('button', 'Revoke everything…')
    expect(fake.requestsOf('disconnectAll')).toEqual([])
    await press('button', 'Revoke everything', screen.getByRole('alertdialog'))
    expect(screen.getAllByRole('status').filter((one) => one.textContent?.startsWith('Asking'))).toHaveLength(
      2,
    )
    const failure = { code: 'offline', message: 'offline', facts: {} } as const
    await act(async () =>
      reports.resolve([
        proven,
        { ...proven, accountId: 'side', label: 'Side', outcome: 'failed', steps: [], failure },
      ]),
    )
    await settle()
    expect(screen.getByRole('listitem', { name: 'Acme' }).textContent).toContain('Access ended at')
    const side = screen.getByRole('listitem', { name: 'Side' })
    expect(within(side).getByRole('alert').textContent).toContain('You are offline')
  })
})
