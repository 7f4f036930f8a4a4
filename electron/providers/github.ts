import type { Provider, Resource } from './provider'
import { changes, column, factsExcept, reads } from './short-forms'

const api = 'https://api.github.com'

const paged: Pick<Resource, 'paging' | 'itemsPath' | 'idField'> = {
  paging: { style: 'link_header', sizeParameter: 'per_page', size: 100 },
  itemsPath: '',
  idField: 'id',
}

export const githubAddress = '*[primary=true][verified=true].email'

export const github: Provider = {
  id: 'github',
  name: 'GitHub',
  mark: 'github',
  description: 'Repositories, organizations and gists',
  category: 'code',
  base: { kind: 'fixed', url: 'https://github.com' },
  server: {
    kind: 'endpoints',
    issuer: 'https://github.com',
    authorization: 'https://github.com/login/oauth/authorize',
    token: 'https://github.com/login/oauth/access_token',
    deviceAuthorization: 'https://github.com/login/device/code',
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://github.com/settings/applications/new',
      steps: [
        'Give the OAuth app a name and any homepage address',
        'Paste the redirect address as the authorization callback URL',
        'Register the app, then generate a client secret and copy it at once',
        'For connecting with a code and without a secret, tick Enable Device Flow',
      ],
      tick: ['Enable Device Flow'],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client secret',
      secretFor: ['authorization_code'],
      idPattern: 'Ov23[A-Za-z0-9]{16}|Iv(1|23)\\.?[A-Za-z0-9]{16}|[0-9a-f]{20}',
      secretPattern: '[0-9a-f]{40}',
      canTry: true,
    },
  },
  clientAuthentication: 'client_secret_post',
  redirect: { host: '127.0.0.1', ports: 'any', path: '/callback' },
  pkce: 'supported',
  flows: ['authorization_code', 'device_code'],
  why: {
    authorization_code: 'Access can be revoked from here, with proof; needs the client secret of your app',
    device_code:
      'Needs the client ID alone; but without the secret access can only be revoked on GitHub itself',
  },
  openid: false,
  dpop: false,
  dialect: {
    // Without it the answer is form-encoded.
    tokenHeaders: { accept: 'application/json' },
    answeredScopeSeparator: ',',
    loginHintParameter: 'login',
  },
  scopes: [
    reads('read:user', 'Profile', 'See your profile', 'required'),
    reads('user:email', 'E-mail', 'See your e-mail addresses', 'preselected'),
    reads('read:org', 'Organizations', 'See which organizations and teams you belong to', 'preselected'),
    changes('gist', 'Secret gists', 'See and change your gists, including secret ones'),
    changes(
      'repo',
      'Private repositories',
      'See and change your repositories, including private ones: GitHub has no scope that only reads them',
    ),
    reads(
      'offline_access',
      'Tokens that expire',
      'Ask for tokens that end after 8 hours and are renewed, instead of one that never ends',
      'optional',
    ),
  ],
  anotherAccount: { prompt: 'select_account' },
  tokens: { lasting: true },
  tellsScopes: true,
  identity: {
    from: 'request',
    method: 'GET',
    url: `${api}/user`,
    fields: { id: 'id', name: 'name', login: 'login', email: 'email', avatar: 'avatar_url' },
    // Most people keep their address out of the first answer.
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
  apiOrigins: [api],
  apiHeaders: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
  resources: [
    {
      ...paged,
      id: 'repositories',
      label: 'Repositories',
      icon: 'book-marked',
      url: `${api}/user/repos?sort=updated`,
      titleField: 'full_name',
      columns: [
        column('Name', 'full_name'),
        column('Visibility', 'visibility', 'state'),
        column('Language', 'language'),
        column('Stars', 'stargazers_count', 'number'),
        column('Updated', 'updated_at', 'date'),
      ],
      // Without `repo` the public ones are listed.
      scopes: [],
      webUrl: { field: 'html_url' },
    },
    {
      ...paged,
      id: 'organizations',
      label: 'Organizations',
      icon: 'building-2',
      url: `${api}/user/orgs`,
      titleField: 'login',
      columns: [column('Login', 'login'), column('Description', 'description'), column('Id', 'id', 'number')],
      scopes: ['read:org'],
      webUrl: { template: 'https://github.com/{login}' },
    },
    {
      ...paged,
      id: 'gists',
      label: 'Gists',
      icon: 'file-code',
      url: `${api}/gists`,
      titleField: 'description',
      columns: [
        column('Description', 'description'),
        column('Public', 'public'),
        column('Comments', 'comments', 'number'),
        column('Updated', 'updated_at', 'date'),
      ],
      scopes: [],
      webUrl: { field: 'html_url' },
    },
  ],
  grantedAppsUrl: 'https://github.com/settings/connections/applications/{client_id}',
  docsUrl: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
  cautions: [
    'An organization may block the app: its repositories are missing then, without a word',
    'GitHub keeps about ten tokens for each person, app and set of scopes, and drops the oldest',
  ],
  facts: factsExcept({
    client: 'Shapes of client IDs and secrets',
    scopes: 'offline_access for OAuth apps is known from a community announcement alone',
    tokens: 'How long a refresh token of an OAuth app lives; whether a token ends after a year without use',
    redirect: 'Whether prompt=select_account makes GitHub ask which account',
    pages: 'Exact addresses of the console and of the page of granted apps',
  }),
}
