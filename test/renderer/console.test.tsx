import { describe, expect, it } from 'vitest'
import type { ConsoleResponse } from '../../shared/api-console'
import { Failure } from '../../shared/failure'
import type { KeyfobApi } from '../../shared/keyfob-api'
import { act, key, pending, press, screen, settle, show, type, within } from './show'
import { makeAccount } from './world/accounts'
import { noPolicy } from './world/clients'
import { apiAnswer, apiHistory } from './world/console'
import { pagesOf, resourcesOf } from './world/rows'

const now = Date.now()
const accounts = [
  makeAccount('acme', now, { label: 'Acme' }),
  makeAccount('side', now, { label: 'Side projects' }),
]
const world = { accounts, resources: resourcesOf, rows: pagesOf(3, 3) }
type Calls = { readonly [Method in keyof KeyfobApi]?: KeyfobApi[Method] }
const answering: Calls = { sendApiRequest: async ({ request }) => apiAnswer(request) }

async function open(calls: Calls = answering) {
  const shown = await show(world, calls)
  await act(async () => shown.services.navigation.go({ screen: 'browse', accountId: 'acme', console: true }))
  await settle()
  return shown
}

const address = () => screen.getByRole('combobox', { name: 'Address' })
const response = () => screen.getByRole('region', { name: 'Response' })

async function choose(method: string) {
  await press('button', /Method/)
  await press('option', method)
}

describe('the API console', () => {
  it('sends a GET at once and shows status, time, size, headers and formatted JSON', async () => {
    const { fake } = await open()
    await type(address(), '/v2/droplets')
    await type(screen.getByRole('textbox', { name: 'Query: name 1' }), 'per_page')
    await type(screen.getByRole('textbox', { name: 'Query: value 1' }), '3')
    await press('button', 'Send')
    expect(fake.requestsOf('sendApiRequest')).toMatchObject([
      {
        confirmed: false,
        request: {
          accountId: 'acme',
          method: 'GET',
          address: '/v2/droplets',
          query: [['per_page', '3']],
          headers: [],
        },
      },
    ])
    expect(response().textContent).toContain('200 OK142 ms776 B4,986 of 5,000 requests left')
    expect(within(response()).getByRole('region', { name: 'Body' }).textContent).toContain('"name": "web-01"')
    await press('tab', 'Headers', response())
    expect(response().textContent).toContain('ratelimit-remaining4986')
  })

  it('sends with Enter from the address', async () => {
    const { fake } = await open()
    await type(address(), '/v2/droplets')
    await key(address(), 'Enter')
    expect(fake.requestsOf('sendApiRequest')).toHaveLength(1)
  })

  it('asks before anything but reading, and names the account and the request', async () => {
    const { fake } = await open()
    await choose('DELETE')
    await type(address(), '/v2/droplets/7')
    await press('button', 'Send')
    const question = screen.getByRole('alertdialog', { name: 'Send this DELETE?' })
    expect(question.textContent).toContain('something in Acme at DigitalOcean')
    expect(question.textContent).toContain('DELETE https://api.example/v2/droplets/7')
    expect(fake.requestsOf('sendApiRequest')).toEqual([])
    await press('button', 'Cancel', question)
    expect(fake.requestsOf('sendApiRequest')).toEqual([])
    await press('button', 'Send')
    await press('button', 'Send DELETE')
    expect(fake.requestsOf('sendApiRequest')).toMatchObject([{ confirmed: true }])
  })

  it('asks before a GET that main takes for more than reading, and nothing counts as sent before', async () => {
    const { fake } = await open({
      async sendApiRequest({ request, confirmed }) {
        if (confirmed) return apiAnswer(request)
        throw new Failure('bad_request', 'the console does not send this', {
          facts: { subject: 'confirmed' },
        })
      },
    })
    await type(address(), '/api/chat.delete')
    await press('button', 'Send')
    await settle()
    expect(within(response()).getByText('No request yet')).toBeDefined()
    await press('button', 'Send GET')
    expect(fake.requestsOf('sendApiRequest')).toMatchObject([{ confirmed: false }, { confirmed: true }])
    expect(response().textContent).toContain('200 OK')
  })

  it('sends a body only where one is sent, and says when it is no JSON', async () => {
    const { fake } = await open()
    await choose('POST')
    await type(address(), '/v2/droplets')
    await press('tab', 'Body', screen.getByRole('tablist', { name: 'Parts of the request' }))
    const body = screen.getByRole('textbox', { name: 'Body of the request' })
    await type(body, '{"name":')
    expect(screen.getByText(/is not valid. It would be sent as it is/)).toBeDefined()
    await type(body, '{"name":"web-99"}')
    await press('button', 'Format')
    expect((body as HTMLTextAreaElement).value).toBe('{\n  "name": "web-99"\n}')
    await choose('GET')
    await press('button', 'Send')
    expect(fake.requestsOf('sendApiRequest')).toMatchObject([{ request: { method: 'GET' } }])
    expect(Object.keys((fake.requestsOf('sendApiRequest')[0] as { request: object }).request)).not.toContain(
      'body',
    )
  })

  it('is cancelled by its button and by leaving', async () => {
    const answer = pending<ConsoleResponse>()
    const { fake } = await open({ sendApiRequest: () => answer.promise })
    await type(address(), '/v2/slow')
    await press('button', 'Send')
    const first = fake.requestsOf('sendApiRequest')[0] as { requestId: string }
    await press('button', 'Cancel')
    expect(fake.requestsOf('cancelRequest')).toContainEqual({ requestId: first.requestId })
    await press('button', 'Send')
    const second = fake.requestsOf('sendApiRequest')[1] as { requestId: string }
    await press('button', 'Activity')
    expect(fake.requestsOf('cancelRequest')).toContainEqual({ requestId: second.requestId })
  })

  it('keeps what was written while the person looks elsewhere', async () => {
    const { services } = await open()
    await type(address(), '/v2/droplets')
    await press('button', 'Activity')
    await act(async () => services.navigation.back())
    await settle()
    expect((address() as HTMLInputElement).value).toBe('/v2/droplets')
  })

  it('explains what could not be sent', async () => {
    await open({
      async sendApiRequest() {
        throw new Failure('foreign_origin', 'no', { facts: { stage: 'resource', host: 'evil.example' } })
      },
    })
    await type(address(), 'https://evil.example/')
    await press('button', 'Send')
    expect(within(response()).getByRole('alert').textContent).toContain('evil.example')
  })

  it('offers a permission that an answer says is missing, and shows the answer too', async () => {
    const lacking = {
      code: 'insufficient_scope',
      message: '403',
      facts: { missingScopes: ['kubernetes:read'] },
    } as const
    const { fake } = await open({
      sendApiRequest: async ({ request }) => ({ ...apiAnswer(request), status: 403, lacking }),
    })
    await type(address(), '/v2/kubernetes/clusters')
    await press('button', 'Send')
    expect(within(response()).getByRole('alert').textContent).toContain('asks for kubernetes:read')
    expect(within(response()).getByRole('region', { name: 'Body' })).toBeDefined()
    await press('button', 'Ask for this permission')
    expect(fake.requestsOf('connect')).toMatchObject([
      { accountId: 'acme', scopes: expect.arrayContaining(['kubernetes:read']) },
    ])
  })

  it('lists what was asked, loads it again with a click, for the account it was asked for, and forgets it', async () => {
    let entries = apiHistory(now).map((entry) => ({
      ...entry,
      request: { ...entry.request, accountId: 'side' },
    }))
    const { fake, services } = await open({
      listApiHistory: async () => entries,
      async clearApiHistory() {
        entries = []
      },
    })
    if (screen.queryByRole('complementary', { name: 'History' }) === null) await press('button', 'History')
    expect(screen.getByText('Anything that looked like a secret was not kept. Type it again.')).toBeDefined()
    await press('button', 'Load POST /v2/droplets')
    expect(services.navigation.current()).toMatchObject({ accountId: 'side', console: true })
    expect((address() as HTMLInputElement).value).toBe('/v2/droplets')
    await press('tab', 'Headers', screen.getByRole('tablist', { name: 'Parts of the request' }))
    expect((screen.getByRole('textbox', { name: 'Headers: name 1' }) as HTMLInputElement).value).toBe(
      'x-note',
    )
    expect(fake.requestsOf('sendApiRequest')).toEqual([])
    if (screen.queryByRole('complementary', { name: 'History' }) === null) await press('button', 'History')
    await press('button', 'Clear history')
    expect(screen.queryByRole('button', { name: /^Load / })).toBeNull()
  })

  it('copies the request as curl', async () => {
    const { fake } = await open()
    await type(address(), '/v2/droplets')
    await press('button', 'Copy as curl')
    expect(fake.requestsOf('copyText')).toEqual([{ text: "curl -X GET '/v2/droplets'" }])
  })

  it('suggests the lists of the account', async () => {
    await open()
    await press('button', /Show suggestions/)
    await press('option', '/v2/droplets, Droplets')
    expect((address() as HTMLInputElement).value).toBe('/v2/droplets')
  })

  it('chooses a suggestion with the arrows and Enter, lets them go with Escape, and hides nothing meanwhile', async () => {
    const { fake } = await open()
    const field = address()
    await type(field, 'drop')
    expect(screen.getByRole('listbox', { name: 'Suggestions' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Send' })).toBeDefined()
    await key(field, 'ArrowDown')
    const option = screen.getByRole('option', { name: '/v2/droplets, Droplets' })
    expect([option.getAttribute('aria-selected'), field.getAttribute('aria-activedescendant')]).toEqual([
      'true',
      option.id,
    ])
    await key(field, 'Enter')
    expect((field as HTMLInputElement).value).toBe('/v2/droplets')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(fake.requestsOf('sendApiRequest')).toEqual([])
    await type(field, '/v2')
    await key(field, 'Escape')
    expect(screen.queryByRole('listbox')).toBeNull()
    await key(field, 'Enter')
    expect(fake.requestsOf('sendApiRequest')).toMatchObject([{ request: { address: '/v2' } }])
  })

  it('is not offered where the policy does not allow it', async () => {
    const { services } = await show({ ...world, policy: { ...noPolicy, apiConsole: false } })
    await act(async () => services.navigation.go({ screen: 'browse', accountId: 'acme' }))
    await settle()
    expect(screen.queryByRole('button', { name: 'Console' })).toBeNull()
    expect(screen.getByRole('grid', { name: 'Droplets' })).toBeDefined()
  })
})
