import type { Provider } from './provider'
import { changes, column, factsExcept, onlyPort } from './short-forms'

const api = 'https://api.netlify.com'

export const netlify: Provider = {
  id: 'netlify',
  name: 'Netlify',
  mark: 'netlify',
  description: 'Sites and teams',
  category: 'cloud',
  base: { kind: 'fixed', url: 'https://app.netlify.com' },
  server: {
    kind: 'endpoints',
    issuer: 'https://app.netlify.com',
    authorization: 'https://app.netlify.com/authorize',
    token: `${api}/oauth/token`,
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://app.netlify.com/user/applications',
      steps: [
        'Register a new OAuth app',
        'Paste the redirect address as the redirect URI',
        'Copy the client ID and the secret',
      ],
      clientIdLabel: 'Client ID',
      secretLabel: 'Secret',
      secretFor: ['authorization_code'],
      canTry: false,
    },
  },
  clientAuthentication: 'client_secret_post',
  redirect: { host: 'localhost', ports: onlyPort, path: '/callback' },
  pkce: 'undocumented',
  flows: ['authorization_code'],
  openid: false,
  dpop: false,
  // There are no scopes to ask for; this one says to people what every token can do.
  dialect: { unansweredScopes: ['public'] },
  scopes: [
    changes(
      'public',
      'Whole account',
      'See and change everything: Netlify has no token that only reads',
      'required',
    ),
  ],
  tellsScopes: false,
  identity: {
    from: 'request',
    method: 'GET',
    url: `${api}/api/v1/user`,
    fields: { id: 'id', name: 'full_name', login: 'email', email: 'email', avatar: 'avatar_url' },
  },
  revocation: { kind: 'none' },
  proof: { method: 'GET', url: `${api}/api/v1/user` },
  apiOrigins: [api],
  resources: [
    {
      id: 'sites',
      label: 'Sites',
      icon: 'globe',
      url: `${api}/api/v1/sites`,
      itemsPath: '',
      idField: 'id',
      titleField: 'name',
      columns: [
        column('Name', 'name'),
        column('Address', 'ssl_url', 'link'),
        column('State', 'state', 'state'),
        column('Team', 'account_name'),
        column('Updated', 'updated_at', 'date'),
      ],
      paging: { style: 'page', pageParameter: 'page', sizeParameter: 'per_page', size: 100, first: 1 },
      scopes: [],
      webUrl: { field: 'admin_url' },
    },
    {
      id: 'teams',
      label: 'Teams',
      icon: 'users',
      url: `${api}/api/v1/accounts`,
      itemsPath: '',
      idField: 'id',
      titleField: 'name',
      columns: [column('Name', 'name'), column('Slug', 'slug'), column('Type', 'type')],
      paging: { style: 'none' },
      scopes: [],
      webUrl: { template: 'https://app.netlify.com/teams/{slug}' },
    },
  ],
  grantedAppsUrl: 'https://app.netlify.com/user/applications',
  docsUrl: 'https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/',
  cautions: [
    'Every token can do everything in the account, and none of them ends by itself',
    'For desktop apps Netlify has a sign-in by ticket, which Keyfob does not know: it may refuse a redirect address on this computer',
  ],
  facts: factsExcept({
    endpoints: 'Details of the token endpoint in the code flow',
    redirect: 'Rules for loopback addresses: one fixed port is used',
    pkce: 'Not in the documents: sent, and not relied on',
    client: 'How the secret is sent',
    tokens: 'That tokens do not end',
    revocation: 'That there is none',
  }),
}
