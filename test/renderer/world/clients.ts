import type {
  ClientAddress,
  ClientCheck,
  ClientGuide,
  ClientSummary,
  PastedClient,
  PasteFinding,
} from '../../../shared/client'
import type { CustomProvider, DiscoveredServer, SavedCustomProvider } from '../../../shared/custom-provider'
import type { PolicyInfo } from '../../../shared/policy'
import { day } from './accounts'

export const noPolicy: PolicyInfo = {
  managed: false,
  path: '/etc/keyfob/policy.json',
  damaged: false,
  forbiddenProviders: [],
  customProviders: true,
  sandbox: true,
  apiConsole: true,
  updates: true,
  clientsFor: [],
  onlyScopes: {},
}

export const acmePolicy: PolicyInfo = {
  ...noPolicy,
  managed: true,
  organisation: 'Acme',
  forbiddenProviders: ['dropbox', 'box'],
  customProviders: false,
  apiConsole: false,
  clientsFor: ['microsoft'],
  onlyScopes: { github: ['read:user', 'public_repo'] },
}

export function makeClient(providerId: string, rest: Partial<ClientSummary> = {}): ClientSummary {
  return {
    providerId,
    clientId: `client-of-${providerId}`,
    origin: 'own',
    hasCredential: false,
    credentialState: 'none',
    accountIds: [],
    olderAccountIds: [],
    ...rest,
  }
}

/** One of each kind. `now` in ms. */
export function manyClients(now: number): readonly ClientSummary[] {
  return [
    makeClient('sandbox', { origin: 'built_in', clientId: 'keyfob-sandbox', accountIds: ['ada'] }),
    makeClient('digitalocean', { origin: 'registered', clientId: 'kf_7d1', accountIds: ['acme', 'side'] }),
    makeClient('google', {
      clientId: '408273912345-k3q9v7c1n0e2r8t6y4u5i7o9p1a3s5d7.apps.googleusercontent.com',
      hasCredential: true,
      credentialState: 'good',
      accountIds: ['google'],
    }),
    makeClient('microsoft', {
      clientId: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
      hasCredential: true,
      credentialState: 'expires_soon',
      credentialExpiresAt: now + 9 * day,
      olderAccountIds: ['work'],
    }),
    makeClient('gitlab', {
      base: 'https://git.acme.example',
      hasCredential: true,
      credentialState: 'expired',
      credentialExpiresAt: now - 3 * day,
    }),
    makeClient('github', { origin: 'shipped', clientId: 'Iv1.8a61f9b3a7aba766', accountIds: ['octavia'] }),
  ]
}

export function makeGuide({ providerId, base }: ClientAddress, rest: Partial<ClientGuide> = {}): ClientGuide {
  return {
    providerId,
    ...(base === undefined ? {} : { base }),
    providerName: 'Google',
    consoleUrl: 'https://console.cloud.google.com/auth/clients',
    docsUrl: 'https://developers.google.com/identity/protocols/oauth2/native-app',
    redirectUris: ['http://127.0.0.1'],
    steps: [
      'Create a project, or choose one that is there',
      'Under “Clients” create a client of the type “Desktop app”',
      'Under “Audience” publish the app: while it is in testing, access ends after seven days',
    ],
    tick: ['Google Drive API', '…/auth/drive.metadata.readonly'],
    credential: 'required',
    clientIdLabel: 'Client ID',
    credentialLabel: 'Client secret',
    credentialExpires: false,
    canTry: true,
    roads: ['own'],
    ...rest,
  }
}

/** As main looks at it, for the few faults that the tests paste. */
export function lookAt({ clientId, credential }: PastedClient): ClientCheck {
  const id = clientId.trim()
  const findings: PasteFinding[] = []
  if (id !== clientId) findings.push({ field: 'clientId', what: 'whitespace', weight: 'cured' })
  if (id.startsWith('GOCSPX-'))
    findings.push({ field: 'clientId', what: 'id_is_credential', weight: 'wrong' })
  if (id.includes('а')) findings.push({ field: 'clientId', what: 'lookalike', weight: 'wrong', subject: 'а' })
  if (id.startsWith('Iv1.'))
    findings.push({ field: 'clientId', what: 'other_provider', weight: 'doubt', subject: 'GitHub' })
  if (credential === undefined)
    findings.push({ field: 'credential', what: 'credential_missing', weight: 'doubt' })
  return { clientId: id, findings, savable: findings.every(({ weight }) => weight !== 'wrong') }
}

export const acmeLogin: CustomProvider = {
  name: 'login.acme.example',
  issuer: 'https://login.acme.example/realms/main',
  server: { kind: 'discovery' },
  flows: ['authorization_code', 'device_code'],
  openid: true,
  scopes: [
    { name: 'openid', explanation: 'Know which account it is', required: true },
    { name: 'profile', explanation: 'See your name', required: false },
  ],
  identity: { from: 'openid' },
  apiOrigins: [],
  redirect: { host: '127.0.0.1', path: '/callback' },
  clientAuthentication: 'client_secret_basic',
  registration: true,
}

export const savedAcme: SavedCustomProvider = {
  ...acmeLogin,
  id: 'custom-acme',
  name: 'Acme login',
  accountIds: [],
  isRevokedLater: false,
}

export const discoveredAcme: DiscoveredServer = {
  issuer: acmeLogin.issuer,
  flows: acmeLogin.flows,
  openid: true,
  registration: true,
  revocation: true,
  protections: [
    { name: 'pkce', offered: 'yes' },
    { name: 'iss', offered: 'yes' },
    { name: 'par', offered: 'no' },
    { name: 'dpop', offered: 'not_told' },
  ],
  scopes: ['openid', 'profile', 'email', 'offline_access', 'files:read', 'files:write'],
  endpoints: [
    { name: 'authorization_endpoint', address: `${acmeLogin.issuer}/protocol/openid-connect/auth` },
    { name: 'token_endpoint', address: `${acmeLogin.issuer}/protocol/openid-connect/token` },
    { name: 'revocation_endpoint', address: `${acmeLogin.issuer}/protocol/openid-connect/revoke` },
  ],
  suggestion: acmeLogin,
}
