import { github, githubAddress } from './github'
import type { Provider, Resource } from './provider'
import { factsExcept } from './short-forms'

const api = '{base}/api/v3'

/** The same dialect on a server of one's own: everything is below its address. */
export const githubEnterprise: Provider = {
  ...github,
  id: 'github-enterprise',
  name: 'GitHub Enterprise Server',
  description: 'Repositories and organizations on a server of your company',
  base: { kind: 'own', label: 'Address of your GitHub', example: 'https://github.example.com' },
  server: {
    kind: 'endpoints',
    issuer: '{base}',
    authorization: '{base}/login/oauth/authorize',
    token: '{base}/login/oauth/access_token',
    deviceAuthorization: '{base}/login/device/code',
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: '{base}/settings/applications/new',
      steps: [
        'Register the OAuth app on your own server: an app of github.com is not known there',
        'Paste the redirect address as the authorization callback URL',
        'Generate a client secret and copy it at once',
      ],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client secret',
      secretFor: ['authorization_code'],
      canTry: true,
    },
  },
  pkce: 'undocumented',
  identity: {
    from: 'request',
    method: 'GET',
    url: `${api}/user`,
    fields: { id: 'id', name: 'name', login: 'login', email: 'email', avatar: 'avatar_url' },
    also: [{ url: `${api}/user/emails`, scope: 'user:email', fields: { email: githubAddress } }],
  },
  revocation: {
    kind: 'request',
    method: 'DELETE',
    url: `${api}/applications/{client_id}/grant`,
    authentication: 'client_basic',
    body: { type: 'json', members: { access_token: '{access_token}' } },
    tokens: ['access_token'],
    success: [204],
  },
  proof: { method: 'GET', url: `${api}/user` },
  apiOrigins: ['{base}'],
  resources: github.resources.map(onOwnServer),
  grantedAppsUrl: '{base}/settings/connections/applications/{client_id}',
  cautions: ['PKCE is not in the documents of the server up to 3.18: it is sent, and not relied on'],
  facts: factsExcept({
    endpoints: 'Servers on ghe.com have their API at another address and are not served by this',
    pkce: 'Whether newer servers check it',
    scopes: 'offline_access on the server',
    pages: 'Exact addresses of the console and of the page of granted apps',
  }),
}

/** Items name their own web address; a template for github.com would not hold here. */
function onOwnServer({ webUrl: _, ...resource }: Resource): Resource {
  return {
    ...resource,
    url: resource.url.replace('https://api.github.com', api),
    webUrl: { field: 'html_url' },
  }
}
