import type { CustomProvider } from '../../shared/custom-provider'

/** A provider of one's own, as a person would enter it. */
export const acme: CustomProvider = {
  name: 'Acme',
  issuer: 'https://login.acme.example',
  server: { kind: 'discovery' },
  flows: ['authorization_code'],
  openid: true,
  scopes: [],
  identity: { from: 'openid' },
  apiOrigins: [],
  redirect: { host: '127.0.0.1', path: '/callback' },
  clientAuthentication: 'client_secret_basic',
  registration: false,
}
