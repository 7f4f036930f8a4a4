import type { ClientGuide, Provider } from './provider'
import { factsExcept, reads } from './short-forms'

/** What to ask of whoever runs a server that Keyfob knows nothing else of. */
export const anyServerGuide: ClientGuide = {
  steps: [
    'Register an app for native or desktop use with whoever runs the server',
    'Enter the redirect address exactly as it stands here',
    'Allow the authorization code grant with PKCE, and refresh tokens',
    'Copy the client ID, and the client secret if there is one',
  ],
  clientIdLabel: 'Client ID',
  secretLabel: 'Client secret',
  secretFor: ['client_credentials'],
  canTry: true,
}

/** The scopes of OpenID Connect Core §5.4 and §11. */
export const openidScopes = [
  reads('openid', 'Sign-in', 'Know which account it is', 'required'),
  reads('profile', 'Profile', 'See your name and picture', 'required'),
  reads('email', 'E-mail', 'See your e-mail address', 'preselected'),
  reads('offline_access', 'Stay connected', 'Stay connected until you take it back', 'preselected'),
]

/** Any server that describes itself (OpenID Connect Discovery): what it offers is asked of it. */
export const openidConnect: Provider = {
  id: 'openid-connect',
  name: 'OpenID Connect',
  mark: 'openid',
  description: 'Any server that speaks it, by its address',
  category: 'identity',
  base: { kind: 'own', label: 'Issuer address', example: 'https://id.example.com' },
  server: { kind: 'discovery', issuer: '{base}' },
  client: { kind: 'registration', guide: { ...anyServerGuide, secretExpires: true } },
  redirect: { host: '127.0.0.1', ports: 'any', path: '/callback' },
  pkce: 'supported',
  flows: ['authorization_code', 'device_code', 'client_credentials'],
  openid: true,
  dpop: true,
  scopes: openidScopes,
  // Without it a server may leave `offline_access` out (OpenID Connect Core §11).
  authorizationParameters: { prompt: 'consent' },
  anotherAccount: { prompt: 'login consent' },
  tellsScopes: true,
  identity: { from: 'openid' },
  revocation: { kind: 'rfc7009' },
  proof: { at: 'userinfo' },
  apiOrigins: ['{base}'],
  resources: [],
  docsUrl: 'https://openid.net/specs/openid-connect-core-1_0.html',
  facts: factsExcept({
    redirect: 'Whether the server takes any port, as RFC 8252 demands',
    client: 'Whether it makes a client for whoever asks',
    tokens: 'What the server decides',
    revocation: 'Whether it has an endpoint for it',
    pages: 'Every server has its own, or none',
  }),
}
