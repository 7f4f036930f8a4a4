import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Provider } from '../../electron/providers/provider'
import { failureOf } from '../support/failure-of'
import { connectRequest, createRig, follow, nextLink, type Rig } from './rig'

type Answer = (url: URL, body: string, response: ServerResponse) => void

const servers: Server[] = []
/** What reached each server by POST. */
const posted: Record<'honest' | 'tokens' | 'evil', string[]> = { honest: [], tokens: [], evil: [] }
let honest: string
/** Where the honest one takes its codes: not every server has all of its endpoints at one address. */
let tokens: string
let evil: string
let rig: Rig

async function serve(name: keyof typeof posted, answer: Answer): Promise<string> {
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = ''
    for await (const piece of request) body += String(piece)
    const url = new URL(request.url ?? '/', 'http://here')
    if (request.method === 'POST') posted[name].push(`${url.pathname} ${body}`)
    answer(url, body, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const json = (response: ServerResponse, value: unknown) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value))

/** A server as there are many: it knows its person already, asks nobody, and names itself nowhere in its answer. */
const honestAnswer: Answer = (url, _body, response) => {
  const back = new URL(url.searchParams.get('redirect_uri') ?? '')
  back.search = `${new URLSearchParams({ code: 'a-code', state: url.searchParams.get('state') ?? '' })}`
  return response.writeHead(302, { location: back.href }).end()
}

const tokensAnswer: Answer = (url, _body, response) =>
  json(response, url.pathname === '/me' ? { id: 'ada' } : { access_token: 'a-token', token_type: 'bearer' })

/** One that sends people to the other's page, and gives out the other's client as one that it made. */
const evilAnswer: Answer = (url, _body, response) => {
  if (url.pathname === '/register') return json(response, { client_id: 'keyfob-there' })
  return json(response, {
    issuer: evil,
    authorization_endpoint: `${honest}/authorize`,
    token_endpoint: `${evil}/token`,
    device_authorization_endpoint: `${honest}/device`,
    registration_endpoint: `${evil}/register`,
    jwks_uri: `${evil}/keys`,
  })
}

function honestCloud(): Provider {
  const { providers } = rig.services
  const model = providers.find(({ id }) => id === 'github')
  if (!model) throw new Error('no model')
  return model
}

beforeAll(async () => {
  honest = await serve('honest', honestAnswer)
  tokens = await serve('tokens', tokensAnswer)
  evil = await serve('evil', evilAnswer)
  rig = await createRig()
  const base = { kind: 'fixed', url: honest } as const
  const cloud: Provider = {
    ...honestCloud(),
    id: 'honest',
    base,
    server: {
      kind: 'endpoints',
      issuer: honest,
      authorization: `${honest}/authorize`,
      deviceAuthorization: `${honest}/device`,
      token: `${tokens}/token`,
    },
    client: { kind: 'built_in', clientId: 'keyfob-there' },
    scopes: [],
    identity: { from: 'request', method: 'GET', url: `${tokens}/me`, fields: { id: 'id' } },
    apiOrigins: [tokens],
  }
  await rig.restart({ providers: [...rig.services.providers, cloud] })
})
afterAll(async () => {
  await rig.end()
  for (const server of servers) server.close()
})
afterEach(() => {
  posted.honest.splice(0)
  posted.evil.splice(0)
})

/** The browser follows whatever it is sent to. */
async function connect(providerId: string, base?: string) {
  const before = rig.opened.length
  const outcome = rig.api
    .connect(connectRequest({ providerId, scopes: [], ...(base ? { base } : {}) }))
    .catch((error: unknown) => error)
  const link = await Promise.race([nextLink(rig.opened, before), outcome.then(() => '')])
  if (link) await follow(link)
  return outcome
}

async function saveProvider(token: string): Promise<string> {
  const { id } = await rig.api.saveCustomProvider({
    provider: {
      name: 'By hand',
      issuer: 'https://id.example',
      server: { kind: 'endpoints', authorization: `${honest}/authorize`, token },
      flows: ['authorization_code'],
      openid: false,
      scopes: [],
      identity: { from: 'request', url: `${tokens}/me`, idField: 'id' },
      apiOrigins: [],
      redirect: { host: '127.0.0.1', path: '/callback' },
      clientAuthentication: 'client_secret_basic',
      registration: false,
    },
  })
  await rig.api.saveClient({ providerId: id, clientId: 'keyfob-there' })
  return id
}

const codesAtEvil = () => posted.evil.filter((each) => each.includes('a-code'))

/** Mix-up (RFC 9700 §4.4): the code of one server must not be shown to another. */
describe('who sends people to another provider’s page', () => {
  test('and is a server that was asked gets no code from there: it is refused before the browser opens', async () => {
    const outcome = await connect('openid-connect', evil)

    expect(codesAtEvil()).toEqual([])
    expect(outcome).toMatchObject({ code: 'issuer_mismatch', facts: { host: new URL(honest).host } })
  })

  test('and was entered, or read from a file, gets none either', async () => {
    const outcome = await connect(await saveProvider(`${evil}/token`))

    expect(codesAtEvil()).toEqual([])
    expect(outcome).toMatchObject({ code: 'issuer_mismatch' })
  })

  test('or hands out that one’s code for devices is refused before the code is shown', async () => {
    const request = connectRequest({
      providerId: 'openid-connect',
      kind: 'device_code',
      scopes: [],
      base: evil,
    })
    expect(await failureOf(rig.api.connect(request))).toMatchObject({ code: 'issuer_mismatch' })
    expect([...posted.honest, ...posted.evil.filter((each) => each.startsWith('/token'))]).toEqual([])
  })

  test('is connected where that provider itself takes the code', async () => {
    expect(await connect(await saveProvider(`${tokens}/token`))).toMatchObject({ kind: 'connected' })
    expect(await connect('honest')).toMatchObject({ kind: 'connected' })
  })
})
