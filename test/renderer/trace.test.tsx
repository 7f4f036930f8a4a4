import { afterAll, describe, expect, it, vi } from 'vitest'
import { traceKindText } from '../../renderer/texts/trace-messages'
import { explainParameter } from '../../renderer/texts/trace-parameters'
import { noteOfMessage } from '../../renderer/trace-note'
import { reportOf } from '../../renderer/trace-report'
import { dayOf } from '../../shared/activity'
import { traceKinds } from '../../shared/flow-trace'
import { press, screen, show, within } from './show'
import { manyAccounts } from './world/accounts'
import { oddActivity, someActivity } from './world/activity'
import { connectFlow } from './world/flows'

// At noon, so that what happened an hour ago happened today.
vi.useFakeTimers({ toFake: ['Date'], now: new Date(2030, 0, 10, 12) })
afterAll(() => vi.useRealTimers())

const now = Date.now()
const flow = connectFlow(now - 60_000)

async function open(rest = {}) {
  const shown = await show({
    accounts: manyAccounts(now),
    flows: [flow],
    activity: someActivity(now, flow.id),
    ...rest,
  })
  await press('button', 'Activity')
  return shown
}

describe('activity', () => {
  it('tells what happened in words, newest day first', async () => {
    await open()
    const today = screen.getByRole('region', { name: 'Today' })
    expect(today.textContent).toContain('Renewal failed')
    expect(today.textContent).toContain('api.github.com cannot be found.')
    expect(document.body.textContent).not.toContain('renewal_failed')
  })

  it('can be narrowed to one account, also to one that is gone', async () => {
    await open()
    await press('button', /All accounts/)
    await press('option', 'Old files')
    expect(screen.getAllByText('Access revoked')).toHaveLength(1)
    expect(screen.queryByText('Renewal failed')).toBeNull()
  })
})

describe('the activity of many days', () => {
  it('can be narrowed to a topic, and says when there is nothing of it', async () => {
    await open()
    await press('button', /Everything/)
    await press('option', 'Problems')
    expect(screen.getByText('Renewal failed')).toBeDefined()
    expect(screen.queryByText('Access revoked')).toBeNull()
    await press('button', /All accounts/)
    await press('option', 'Old files')
    expect(screen.getByText('Nothing of this kind')).toBeDefined()
    await press('button', 'Show everything')
    expect(screen.getByText('Access revoked')).toBeDefined()
  })

  it('answers why an account was signed out, in one click', async () => {
    await open()
    await press('button', 'Why was Acme (work) signed out?')
    expect(screen.getByRole('dialog', { name: 'Why Acme (work) needs you' })).toBeDefined()
  })

  it('gives requests and renewals by day as a table, for one account or all', async () => {
    await open({
      usage: [
        { day: dayOf(now), accountId: 'acme', calls: 12, renewals: 1 },
        { day: dayOf(now), accountId: 'gone', calls: 3, renewals: 2 },
      ],
    })
    const today = () =>
      within(screen.getByRole('table', { name: 'Use by day' }))
        .getAllByRole('row')
        .at(-1)
    expect(today()?.textContent).toBe('Thu 10 Jan153')
    await press('button', /All accounts/)
    await press('option', 'Old files')
    expect(today()?.textContent).toBe('Thu 10 Jan32')
  })

  it('points out what is unusual, and what it may mean', async () => {
    await open({ activity: [...oddActivity(now), ...someActivity(now, flow.id)] })
    const notes = screen.getByRole('list', { name: 'Unusual' })
    expect(notes.textContent).toContain('Acme production lost its access right after a renewal.')
    expect(notes.textContent).toContain('DigitalOcean withdrew it 2 minutes later.')
    expect(notes.textContent).toContain('Something is probing your sign-ins.')
    await press('button', 'Show only Acme production')
    expect(screen.queryByText('Access revoked')).toBeNull()
  })

  it('begins with the latest, and shows older events when asked', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      id: `many-${index}`,
      at: now - index * 3_600_000,
      kind: 'renewed' as const,
    }))
    await open({ activity: many })
    expect(screen.getAllByText('Renewed')).toHaveLength(150)
    await press('button', 'Show 50 older events')
    expect(screen.getAllByText('Renewed')).toHaveLength(200)
  })
})

describe('the trace of a flow', () => {
  it('opens from activity at the token request, each parameter explained and every secret masked', async () => {
    await open()
    await press('button', 'See each step')
    expect(screen.getByRole('heading', { name: 'How Acme production was connected' })).toBeDefined()
    expect(document.body.textContent).toContain('41 s, of which 38 s were yours')
    const pane = screen.getByRole('region', { name: 'Token request' })
    expect(pane.textContent).toContain('Step 3 · Keyfob asks for a token')
    expect(pane.textContent).toContain('code_verifier•••• 43 characters (masked)proves that the asker')
  })

  it('shows the step that is pressed', async () => {
    await open()
    await press('button', 'See each step')
    const steps = within(screen.getByRole('list', { name: 'Steps' }))
    expect(steps.getAllByRole('button')).toHaveLength(flow.messages.length)
    expect(
      steps.getByRole('button', { name: /^Step 2 · You allow or deny.*Redirect with the answer/ }),
    ).toBeDefined()
    await press('button', /Authorization request/)
    expect(screen.getByRole('region', { name: 'Authorization request' }).textContent).toContain(
      'code_challenge',
    )
    expect(steps.getByRole('button', { name: /Authorization request/ }).getAttribute('aria-current')).toBe(
      'step',
    )
  })

  it('gives no step to what is none of the six', async () => {
    await open()
    await press('button', 'See each step')
    await press('button', /Locked away/)
    expect(screen.getByRole('region', { name: 'Locked away' }).textContent).not.toContain('Step')
    expect(screen.getByRole('button', { name: /Locked away/ }).textContent).not.toContain('Step')
  })

  it('is copied as a report in plain text', async () => {
    const { fake } = await open()
    await press('button', 'See each step')
    await press('button', 'Copy report')
    const [{ text: report } = { text: '' }] = fake.requestsOf('copyText') as { text: string }[]
    expect(report).toContain('How Acme production was connected')
    expect(report).toContain('POST https://cloud.example/v1/oauth/token')
    expect(report).toContain('code_verifier = •••• 43 characters')
  })

  it('that failed begins at its failure', async () => {
    const failure = { code: 'invalid_client', message: 'no', facts: { status: 401 } } as const
    const messages = flow.messages.map((message) =>
      message.kind === 'token_response' ? { ...message, failure } : message,
    )
    await open({ flows: [{ ...flow, status: 'failed', failure, messages }] })
    await press('button', 'See each step')
    expect(screen.getByRole('alert').textContent).toContain('DigitalOcean does not know this client')
    expect(screen.getByRole('region', { name: 'Tokens' })).toBeDefined()
  })
})

describe('the words of the protocol', () => {
  it('exist for every kind of message and never break for one without parameters', () => {
    for (const kind of traceKinds) {
      const { title, explanation } = traceKindText[kind]
      expect(title.length).toBeLessThan(32)
      expect(explanation).toMatch(/\.$/)
      const note = noteOfMessage({ kind, step: 1, from: 'keyfob', to: 'person', at: 0, parameters: [] })
      expect(String(note ?? '')).not.toMatch(/undefined|NaN/)
    }
  })

  it('explain the parameters of every standard message, whatever their case', () => {
    const standard = [
      'response_type',
      'code_challenge',
      'redirect_uri',
      'device_code',
      'DPoP',
      'WWW-Authenticate',
    ]
    for (const name of standard) expect(explainParameter(name)).not.toContain('specific to this provider')
    expect(explainParameter('x_vendor_thing')).toContain('specific to this provider')
    expect(explainParameter('constructor')).toContain('specific to this provider')
  })

  it('make a report of a flow that never got anywhere', () => {
    const report = reportOf(
      { ...flow, messages: [], protections: [], status: 'cancelled' },
      'Title',
      'Example',
    )
    expect(report).not.toMatch(/undefined|NaN/)
  })
})
