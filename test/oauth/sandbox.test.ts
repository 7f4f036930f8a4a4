import { describe, expect, it } from 'vitest'
import { authorize } from '../../electron/oauth/authorize'
import { requestClientCredentials } from '../../electron/oauth/client-credentials'
import { authorizeDevice } from '../../electron/oauth/device'
import { endsGrant } from '../../electron/oauth/ends-grant'
import type { OAuthClient } from '../../electron/oauth/oauth-client'
import { requestProtectedResource } from '../../electron/oauth/protected-resource'
import { silentRecorder } from '../../electron/oauth/recorder'
import { refresh } from '../../electron/oauth/refresh'
import { register } from '../../electron/oauth/register'
import { revoke } from '../../electron/oauth/revoke'
import { discover } from '../../electron/oauth/server-metadata'
import { fetchIdentity } from '../../electron/oauth/userinfo'
import { systemClock } from '../../electron/support/clock'
import { secret } from '../../electron/support/secret'
import { callApi, startSandbox } from '../sandbox/harness'
import { approveDevice, copyServiceSecret, signInAndAllow } from '../sandbox/walk'
import { createRecorder, createWorld, failureOf, neverAborted } from './rig'

const redirect = { host: '127.0.0.1', ports: 'any', path: '/callback' } as const
const scopes = ['openid', 'profile', 'offline_access', 'servers:read']

async function clientAt(issuer: string, changes: Partial<OAuthClient> = {}): Promise<OAuthClient> {
  const server = await discover(issuer, createWorld().fetch)
  return {
    server,
    clientId: 'keyfob-sandbox',
    authentication: 'none',
    redirect,
    dialect: {},
    authorizationParameters: { prompt: 'consent' },
    openid: true,
    ...changes,
  }
}

async function signIn(client: OAuthClient, person = 'Ada Lovelace', deny = false) {
  const record = createRecorder()
  const issued = await authorize(
    client,
    { scopes, signal: neverAborted, patience: 10_000 },
    {
      ...createWorld(),
      openBrowser: async (url) => {
        await fetch(await signInAndAllow(url, { person, deny }))
      },
      onWaiting() {},
      onStranger() {},
    },
    record.recorder,
  )
  return { ...issued, ...record }
}

describe('the engine at a real authorization server', () => {
  it('signs a person in, asks who it is, renews, revokes, and is refused after that', async () => {
    const { issuer } = await startSandbox()
    const client = await clientAt(issuer)
    const { tokens, claims } = await signIn(client)
    const subject = claims?.sub ?? ''
    const person = await fetchIdentity(client, tokens, subject, createWorld(), silentRecorder)
    expect(person).toMatchObject({ sub: subject, name: 'Ada Lovelace' })

    const renewed = await refresh(client, tokens, subject, undefined, createWorld(), silentRecorder)
    expect((await callApi(issuer, '/me', renewed.accessToken.reveal())).status).toBe(200)

    const report = await revoke(client, { kind: 'rfc7009' }, renewed, createWorld(), silentRecorder)
    expect(report.map((each) => each.failure)).toEqual([undefined, undefined])
    expect((await callApi(issuer, '/me', renewed.accessToken.reveal())).status).toBe(401)
    const late = await failureOf(refresh(client, renewed, subject, undefined, createWorld(), silentRecorder))
    expect([late.code, endsGrant(late)]).toEqual(['invalid_grant', true])
  })

  it('learns that a person has denied it', async () => {
    const { issuer } = await startSandbox()
    const client = await clientAt(issuer)
    const failure = await failureOf(signIn(client, 'Ada Lovelace', true))
    expect([failure.code, failure.facts.stage]).toEqual(['access_denied', 'authorization'])
    expect((await signIn(client)).claims?.sub).toBeTruthy()
  })

  it('is protected by everything that the server offers', async () => {
    const { issuer } = await startSandbox()
    const { protections, tokens } = await signIn(await clientAt(issuer, { dpop: true }))
    expect([...protections].sort()).toEqual(['dpop', 'iss', 'loopback', 'nonce', 'par', 'pkce', 'state'])
    expect(tokens.tokenType).toBe('dpop')
  })

  it('binds tokens to a key with nonces demanded everywhere', async () => {
    const { issuer } = await startSandbox({ requireDpop: true, requireDpopNonce: true, requirePar: true })
    const client = await clientAt(issuer, { dpop: true })
    const { tokens, claims } = await signIn(client)
    const renewed = await refresh(client, tokens, claims?.sub ?? '', undefined, createWorld(), silentRecorder)
    const answer = await requestProtectedResource(
      client,
      renewed,
      new URL(`${issuer}/api/v1/me`),
      { method: 'GET', headers: new Headers() },
      createWorld().fetch,
    )
    expect(answer.status).toBe(200)
  })

  it('gets tokens for a device that the person allows elsewhere', async () => {
    const { issuer } = await startSandbox({ deviceInterval: 1 })
    const record = createRecorder()
    const walking: Promise<string>[] = []
    const { tokens } = await authorizeDevice(
      await clientAt(issuer),
      { scopes, signal: neverAborted },
      { ...createWorld(), clock: systemClock },
      {
        ...record.recorder,
        device: ({ verificationUri, userCode }) =>
          walking.push(approveDevice(verificationUri, { person: 'Grace Hopper', userCode })),
      },
    )
    await Promise.all(walking)
    const me = await (await callApi(issuer, '/me', tokens.accessToken.reveal())).json()
    expect(me).toMatchObject({ name: 'Grace Hopper' })
  })

  it('gets tokens for a service account', async () => {
    const { issuer } = await startSandbox()
    const { clientId, clientSecret } = await copyServiceSecret(issuer)
    const client = await clientAt(issuer, {
      clientId,
      clientSecret: secret(clientSecret),
      authentication: 'client_secret_basic',
      openid: false,
    })
    const request = { scopes: ['servers:read'], purpose: 'connect' } as const
    const tokens = await requestClientCredentials(client, request, createWorld(), silentRecorder)
    expect((await callApi(issuer, '/servers', tokens.accessToken.reveal())).status).toBe(200)
    const wrong = { ...client, clientSecret: secret('sbx_wrong') }
    const failure = await failureOf(requestClientCredentials(wrong, request, createWorld(), silentRecorder))
    expect(failure.code).toBe('invalid_client')
  })

  it('registers itself and signs in as what it was registered as', async () => {
    const { issuer } = await startSandbox()
    const { server } = await clientAt(issuer)
    const made = await register(server, redirect, createWorld().fetch, silentRecorder)
    const { claims } = await signIn(await clientAt(issuer, { clientId: made.clientId }))
    expect([made.authentication, claims?.aud]).toEqual(['none', made.clientId])
  })
})
