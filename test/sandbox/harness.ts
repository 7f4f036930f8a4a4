import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as oauth from 'openid-client'
import { onTestFinished } from 'vitest'
import { createKeys } from '../../electron/sandbox/keys'
import { createSandboxServer, type SandboxOptions } from '../../electron/sandbox/server'
import { writeState } from '../../electron/sandbox/state-file'
import { signInAndAllow, type Walk } from './walk'

export const redirectUri = 'http://127.0.0.1:49999/callback'

export const everyScope =
  'openid profile email offline_access servers:read servers:write buckets:read invoices:read events:read'

let keys: ReturnType<typeof createKeys> | undefined

/**
 * The place of a state file in a folder that is gone after the test. The file holds signing keys and nothing else:
 * making an RSA key takes longer than most tests.
 */
export async function temporaryStateFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyfob-sandbox-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'sandbox.json')
  keys ??= createKeys()
  await writeState(file, { version: 1, ...(await keys), records: {} })
  return file
}

/** A sandbox of its own for one test, closed when it ends. */
export async function startSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = await createSandboxServer({ stateFile: await temporaryStateFile(), ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** The app's client as `openid-client` sees it, over http because the sandbox is on loopback. */
export function discover(issuer: string, clientId = 'keyfob-sandbox', secret?: string) {
  return oauth.discovery(
    new URL(issuer),
    clientId,
    secret,
    secret === undefined ? oauth.None() : oauth.ClientSecretBasic(secret),
    { execute: [oauth.allowInsecureRequests] },
  )
}

/** A whole sign-in: authorization request, pages, code exchange. */
export async function connect(
  config: oauth.Configuration,
  walk: Walk,
  options: {
    readonly scope?: string
    readonly parameters?: Readonly<Record<string, string>>
    readonly dpop?: oauth.DPoPHandle
    readonly par?: boolean
  } = {},
) {
  const verifier = oauth.randomPKCECodeVerifier()
  const nonce = oauth.randomNonce()
  const state = oauth.randomState()
  const parameters = {
    redirect_uri: redirectUri,
    scope: options.scope ?? everyScope,
    prompt: 'consent',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    nonce,
    state,
    ...options.parameters,
  }
  const url = options.par
    ? await oauth.buildAuthorizationUrlWithPAR(config, parameters, dpopOption(options.dpop))
    : oauth.buildAuthorizationUrl(config, parameters)
  const callback = await signInAndAllow(url, walk)
  return oauth.authorizationCodeGrant(
    config,
    callback,
    { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state },
    undefined,
    dpopOption(options.dpop),
  )
}

export function callApi(issuer: string, path: string, accessToken: string, init: RequestInit = {}) {
  return fetch(`${issuer}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${accessToken}`, ...init.headers },
  })
}

function dpopOption(dpop: oauth.DPoPHandle | undefined) {
  return dpop === undefined ? {} : { DPoP: dpop }
}
