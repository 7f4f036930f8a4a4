import { anyServerGuide, openidConnect } from './openid-connect'
import type { Provider } from './provider'
import { factsExcept, fixedPorts } from './short-forms'

export const auth0: Provider = {
  ...openidConnect,
  id: 'auth0',
  name: 'Auth0',
  mark: 'auth0',
  description: 'A tenant of Auth0',
  base: { kind: 'own', label: 'Domain of your tenant', example: 'https://example.eu.auth0.com' },
  // With the slash: it is part of the issuer.
  server: { kind: 'discovery', issuer: '{base}/' },
  client: {
    kind: 'own',
    guide: {
      ...anyServerGuide,
      consoleUrl: 'https://manage.auth0.com/#/applications',
      steps: [
        'Create an application of the type Native',
        'Paste each of the redirect addresses under Allowed Callback URLs',
        'Under Advanced, Grant Types, tick Authorization Code and Refresh Token; Device Code for codes',
        'Copy the client ID; no secret is needed',
      ],
      tick: ['Authorization Code', 'Refresh Token'],
      idPattern: '[A-Za-z0-9]{32}',
    },
  },
  redirect: { host: '127.0.0.1', ports: fixedPorts, path: '/callback' },
  pkce: 'required',
  flows: ['authorization_code', 'device_code'],
  docsUrl:
    'https://auth0.com/docs/get-started/authentication-and-authorization-flow/authorization-code-flow-with-pkce',
  cautions: [
    'Only the refresh token can be revoked: an access token lives on until it ends',
    'People are asked once more to confirm, as the redirect address is on their own computer',
  ],
  facts: factsExcept({
    redirect: 'Whether any port is taken: fixed ones are used',
    tokens: 'How long access tokens live; settings of renewal',
    scopes: 'That the answer names scopes only where they differ from those asked for',
    client: 'Shape of ids',
  }),
}
