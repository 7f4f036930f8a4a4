import { anyServerGuide, openidConnect } from './openid-connect'
import type { Provider } from './provider'
import { factsExcept } from './short-forms'

export const keycloak: Provider = {
  ...openidConnect,
  id: 'keycloak',
  name: 'Keycloak',
  mark: 'keycloak',
  description: 'A realm of a Keycloak server',
  base: {
    kind: 'own',
    label: 'Address of the realm',
    example: 'https://id.example.com/realms/main',
  },
  client: {
    kind: 'registration',
    guide: {
      ...anyServerGuide,
      steps: [
        'In the admin console of the realm, create a client of the type OpenID Connect',
        'Leave Client authentication off, and tick Standard flow; Device flow too, if you want codes',
        'Paste the redirect address as a valid redirect URI',
        'Copy the client ID',
      ],
      tick: ['Standard flow'],
    },
  },
  grantedAppsUrl: '{base}/account/#/applications',
  docsUrl: 'https://www.keycloak.org/securing-apps/oidc-layers',
  facts: factsExcept({
    redirect: 'That everything but the port is compared',
    client: 'Whether registration is open; whether the device flow is off at first',
    tokens: 'How long access tokens live at first',
    pages: 'Address of the page of granted apps',
  }),
}
