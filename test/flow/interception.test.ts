import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readPolicy } from '../../electron/accounts/policy'
import { callApi } from '../sandbox/harness'
import { createBrowser, signInAndAllow, type Walk } from '../sandbox/walk'
import { failureOf } from '../support/failure-of'
import { accountOf, connectRequest, createRig, follow, nextLink, type Rig } from './rig'

interface Trade {
  readonly sent: URLSearchParams
  readonly status: number
  readonly answer: Readonly<Record<string, string>>
}

let rig: Rig
/** What went over the wire to and from the token endpoint. */
const trades: Trade[] = []

async function listeningFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init)
  if (url.endsWith('/oauth/token')) {
    const answer: Trade['answer'] = await response.clone().json()
    trades.push({ sent: new URLSearchParams(String(init.body)), status: response.status, answer })
  }
  return response
}

beforeAll(async () => {
  rig = await createRig({ around: { fetch: listeningFetch } })
})
afterAll(() => rig.end())
beforeEach(() => {
  trades.splice(0)
  rig.opened.splice(0)
})

/** Lets a code be intercepted, with a person who goes through the pages. */
async function intercept(walk: Partial<Walk> = {}, flowId = randomUUID()) {
  const before = rig.opened.length
  const outcome = rig.api.interceptCode({ flowId })
  outcome.catch(() => undefined)
  await follow(await signInAndAllow(await nextLink(rig.opened, before), { person: 'Ada Lovelace', ...walk }))
  return outcome
}

const traceOf = (flowId: string) => rig.services.traces.list().find(({ id }) => id === flowId)

describe('an intercepted code', () => {
  test('is refused twice without its verifier, works with it, and what it gave is refused afterwards', async () => {
    const refusal = { status: 400, error: 'invalid_grant' }
    expect(await intercept()).toMatchObject({
      attempts: [
        { verifier: 'none', ...refusal },
        { verifier: 'made_up', ...refusal },
        { verifier: 'right', status: 200 },
      ],
      isOver: true,
    })

    const [without, wrong, right] = trades
    expect(trades.map(({ status }) => status)).toEqual([400, 400, 200])
    expect(new Set(trades.map(({ sent }) => sent.get('code'))).size).toBe(1)
    expect(without?.sent.has('code_verifier')).toBe(false)
    expect(wrong?.sent.get('code_verifier')).toMatch(/^[\w-]{43}$/)
    expect(wrong?.sent.get('code_verifier')).not.toBe(right?.sent.get('code_verifier'))
    expect(right?.answer).not.toHaveProperty('refresh_token')
    expect((await callApi(rig.server.issuer, '/me', right?.answer.access_token ?? '')).status).toBe(401)
  })

  test('leaves no account and nothing in the keychain', async () => {
    await intercept()

    expect(await rig.api.listAccounts({})).toEqual([])
    expect(rig.services.registry.leaving()).toEqual([])
    expect(rig.keychain.lasting()).toEqual([])
  })

  test('is told step by step, also after a restart, and nowhere with a secret', async () => {
    const flowId = randomUUID()
    const report = await intercept({}, flowId)
    const trace = traceOf(flowId)
    const activity = rig.services.activity.list()
    await rig.restart()

    expect(trace).toMatchObject({ purpose: 'interception', status: 'succeeded', providerId: 'sandbox' })
    expect(trace?.protections).toEqual(expect.arrayContaining(['pkce', 'state', 'nonce', 'iss', 'loopback']))
    expect(trace?.protections).not.toContain('dpop')
    const answers = trace?.messages.map(({ kind, step, status }) => [kind, step, status])
    expect(answers?.slice(-12)).toEqual([
      ['authorization_decision', 2, undefined],
      ['redirect', 2, undefined],
      ['intercepted_code_request', 3, undefined],
      ['intercepted_code_response', 4, 400],
      ['intercepted_code_request', 3, undefined],
      ['intercepted_code_response', 4, 400],
      ['token_request', 3, undefined],
      ['token_response', 4, 200],
      ['revocation_request', undefined, undefined],
      ['revocation_response', undefined, 200],
      ['proof_request', 5, undefined],
      ['proof_response', 6, 401],
    ])
    expect(activity[0]).toMatchObject({ kind: 'code_intercepted', flowId })
    expect(traceOf(flowId)).toEqual(trace)

    const [url = ''] = rig.opened
    const secrets = [
      ...trades.flatMap(({ sent }) => [sent.get('code'), sent.get('code_verifier')]),
      ...trades.flatMap(({ answer }) => [answer.access_token, answer.id_token]),
    ].filter((each) => typeof each === 'string')
    // What the server of the sandbox remembers is its own.
    const files = (await readdir(rig.profile)).filter((name) => !name.startsWith('sandbox.json'))
    const written = await Promise.all(files.map((name) => readFile(join(rig.profile, name), 'utf8')))
    const told = [JSON.stringify([report, trace, activity]), url, ...written]
    expect(secrets).toHaveLength(7)
    expect(written.join('')).toContain(flowId)
    expect(secrets.filter((each) => told.some((text) => text.includes(each)))).toEqual([])
  })

  test('ends no access of a person who is connected there from the same browser', async () => {
    const browser = createBrowser()
    const connecting = rig.api.connect(connectRequest())
    await follow(await signInAndAllow(await nextLink(rig.opened), { person: 'Ada', browser }))
    const account = accountOf(await connecting)
    expect((await intercept({ person: 'Ada', browser })).isOver).toBe(true)
    await rig.api.renewAccount({ accountId: account.id })

    expect((await rig.api.listRows({ accountId: account.id, resourceId: 'servers' })).total).toBe(48)
    expect((await rig.api.disconnect({ accountId: account.id })).outcome).toBe('proven')
  })

  test('is tried with a keychain that is not there: it is not needed', async () => {
    await rig.restart()
    rig.keychain.fault = 'The name org.freedesktop.secrets was not provided by any .service files'
    const { isOver } = await intercept()
    rig.keychain.fault = undefined

    expect(isOver).toBe(true)
  })
})

describe('a trial that does not get so far', () => {
  test('because the person said no, asks for no token', async () => {
    expect((await failureOf(intercept({ deny: true }))).code).toBe('access_denied')
    expect(trades).toEqual([])
  })

  test('because it was cancelled, is over at once', async () => {
    const flowId = randomUUID()
    const trying = failureOf(rig.api.interceptCode({ flowId }))
    await nextLink(rig.opened)
    await rig.api.cancelFlow({ flowId })

    expect((await trying).code).toBe('cancelled')
    expect(traceOf(flowId)).toMatchObject({ status: 'cancelled', purpose: 'interception' })
  })

  test('because nobody came back, is given up on', async () => {
    await rig.restart({ patience: 50 })
    const failure = await failureOf(rig.api.interceptCode({ flowId: randomUUID() }))
    await rig.restart()

    expect(failure.code).toBe('timed_out')
  })

  test('takes the place of a sign-in there, and makes room for one', async () => {
    const first = failureOf(rig.api.connect(connectRequest()))
    await nextLink(rig.opened)
    const trying = failureOf(rig.api.interceptCode({ flowId: randomUUID() }))
    await nextLink(rig.opened, 1)
    const account = accountOf(await rig.connect('Grace'))
    await rig.api.disconnect({ accountId: account.id })

    expect((await first).code).toBe('replaced')
    expect((await trying).code).toBe('replaced')
  })

  test('ends with the lock', async () => {
    const trying = failureOf(rig.api.interceptCode({ flowId: randomUUID() }))
    await nextLink(rig.opened)
    await rig.api.lock({})
    await rig.api.unlock({})

    expect((await trying).code).toBe('cancelled')
  })

  test('opens no browser where an organisation took the sandbox out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyfob-policy-'))
    await writeFile(join(folder, 'policy.json'), JSON.stringify({ version: 1, sandbox: false }))
    await rig.restart({ policy: await readPolicy(join(folder, 'policy.json')) })
    const failure = await failureOf(rig.api.interceptCode({ flowId: randomUUID() }))
    await rig.restart()
    await rm(folder, { recursive: true })

    expect(failure.code).toBe('policy_forbids')
    expect(rig.opened).toEqual([])
  })
})
