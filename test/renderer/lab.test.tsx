import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/failure'
import { type FlowStage, flowStages } from '../../shared/flow-trace'
import type { Interception } from '../../shared/interception'
import type { FakeKeyfob } from './fake-keyfob'
import { act, pending, press, screen, settle, show, within } from './show'
import { interceptionFlow, waitingFlow } from './world/flows'
import { digitalocean } from './world/providers'

const refused = { status: 400, error: 'invalid_grant', errorDescription: 'grant request is invalid' }
const interception: Interception = {
  attempts: [
    { verifier: 'none', ...refused },
    { verifier: 'made_up', ...refused },
    { verifier: 'right', status: 200 },
  ],
  isOver: true,
}

async function openSecurity(world: Parameters<typeof show>[0] = {}) {
  const outcome = pending<Interception>()
  let isFirst = true
  const shown = await show(world, {
    interceptCode() {
      const answer = isFirst ? outcome.promise : pending<Interception>().promise
      isFirst = false
      return answer
    },
  })
  shown.services.navigation.go({ screen: 'settings', tab: 'security' })
  await settle()
  return { ...shown, outcome }
}

async function begin() {
  const shown = await openSecurity()
  await press('button', 'Try a stolen code')
  await press('button', 'Continue in browser')
  return { ...shown, flowId: flowIdOf(shown.fake) }
}

function flowIdOf(fake: FakeKeyfob): string {
  return (fake.requestsOf('interceptCode') as { flowId: string }[]).at(-1)?.flowId ?? ''
}

async function reach(fake: FakeKeyfob, last: FlowStage) {
  const stages = flowStages.slice(0, flowStages.indexOf(last) + 1)
  const flow = waitingFlow(flowIdOf(fake), Date.now(), {
    purpose: 'interception',
    providerId: 'sandbox',
    stages: stages.map((stage) => ({ stage, at: Date.now() })),
  })
  await act(async () => fake.emit('flow', flow))
}

const section = () => screen.getByRole('region', { name: 'What PKCE prevents' })
const listed = (name: string) =>
  within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map((item) => item.textContent ?? '')

describe('what PKCE prevents, in Settings, Security', () => {
  it('is told before a browser opens', async () => {
    const { fake } = await openSecurity()
    await press('button', 'Try a stolen code')
    expect(screen.getByRole('dialog').textContent).toContain('No account is added')
    expect(fake.requestsOf('interceptCode')).toEqual([])

    await press('button', 'Continue in browser')
    expect(flowIdOf(fake)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
  })

  it('is followed as it happens, with the ways out of a wrong browser', async () => {
    const { fake, flowId } = await begin()
    await reach(fake, 'waiting')
    expect(listed('Progress')).toHaveLength(4)
    expect(listed('Progress')[2]).toContain('Waiting for you to allow it (now)')
    await press('button', 'Open again')
    expect(fake.requestsOf('openFlowAgain')).toEqual([{ flowId }])
    await press('button', 'I finished on another machine…')
    expect(screen.getByRole('textbox', { name: 'Address the browser ended up on' })).toBeDefined()
    await reach(fake, 'exchanging')
    expect(listed('Progress')[3]).toContain('Trying the code, as a thief and as its owner (now)')
  })

  it('ends with what was tried, what the server answered to each, and why', async () => {
    const { outcome } = await begin()
    await act(async () => outcome.resolve(interception))
    await settle()

    expect(screen.getByRole('dialog', { name: 'The code was worth nothing to the thief' })).toBeDefined()
    const [without, wrong, right] = listed('What was tried')
    expect(without).toContain(
      'Without a verifierrefusedAnswer: 400, invalid_grant, “grant request is invalid”',
    )
    expect(wrong).toMatch(/With a made-up verifierrefused.*256 random bits/)
    expect(right).toMatch(/With the right verifieracceptedAnswer: 200.*good all along/)
    expect(screen.getByText(/Sandbox Cloud refuses it now\. Nothing was kept\./)).toBeDefined()
  })

  it('does not claim an end that was not seen', async () => {
    const { outcome } = await begin()
    await act(async () => outcome.resolve({ ...interception, isOver: false }))
    await settle()

    expect(screen.getByText(/did not see it refused/)).toBeDefined()
  })

  it('leads to its steps, where every refusal and no secret can be read', async () => {
    const { fake, flowId, outcome } = await begin()
    await act(async () => fake.emit('flow', interceptionFlow(flowId, Date.now() - 60_000)))
    await act(async () => outcome.resolve(interception))
    await settle()
    await press('button', 'See each step')

    expect(
      screen.getByRole('heading', { name: 'What an intercepted code was worth at Sandbox Cloud' }),
    ).toBeDefined()
    const arrows = within(screen.getByRole('list', { name: 'Steps' })).getAllByRole('button')
    const steps = arrows.map((step) => step.textContent ?? '')
    const failed = arrows.filter((arrow) => arrow.dataset.failed === 'true')
    expect(failed.map((arrow) => arrow.textContent)).toEqual(
      steps.filter((step) => step.includes('400, invalid_grant')),
    )
    expect(steps.filter((step) => step.includes('400, invalid_grant'))).toHaveLength(2)
    expect(steps.filter((step) => step.includes('code + no verifier'))).toHaveLength(1)
    expect(steps.filter((step) => step.includes('code + made-up verifier'))).toHaveLength(1)
    const pane = screen.getByRole('region', { name: 'A thief’s request' })
    expect(pane.textContent).toContain('code•••• 64 characters')
    await press('button', /^Step 4.*Tokens/)
    expect(screen.getByRole('region', { name: 'Tokens' }).textContent).toContain('kept nowhere')
  })

  it('is cancelled with the dialog, and can be tried again after a failure', async () => {
    const { fake, flowId, outcome } = await begin()
    await press('button', 'Cancel')
    expect(fake.requestsOf('cancelFlow')).toEqual([{ flowId }])
    await act(async () => outcome.reject(new Failure('cancelled', 'the person cancelled')))
    await settle()
    expect(screen.getByRole('dialog', { name: 'The code was not tried' })).toBeDefined()
    await press('button', 'Try again')
    expect(fake.requestsOf('interceptCode')).toHaveLength(2)
    await press('button', 'Close')
    expect(fake.requestsOf('cancelFlow')).toEqual([{ flowId }, { flowId: flowIdOf(fake) }])
  })

  it('is words alone where an organisation took the sandbox out', async () => {
    await openSecurity({ providers: [digitalocean] })
    expect(section().textContent).toContain('Whoever sees the answer to a sign-in go by')
    expect(section().textContent).not.toContain('Sandbox Cloud')
    expect(within(section()).queryByRole('button', { name: 'Try a stolen code' })).toBeNull()
  })
})

it('Settings, Security says what OAuth answers and what not, and what it is for and what not', async () => {
  await openSecurity()
  await press('button', 'What OAuth is for, and what not')
  const words = section().textContent
  expect(words).toContain('“what may this app do?”, not “who is this?”')
  expect(words).toContain('OpenID Connect’s ID token')
  expect(words).toContain('desktop and mobile apps, automation, devices')
  expect(words).toContain('public data behind an API key')
})
