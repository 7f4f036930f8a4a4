import type { Provider, Resource } from './provider'
import { column, factsExcept, fixedPorts, reads } from './short-forms'

const api = 'https://slack.com/api'

const listed: Pick<Resource, 'paging' | 'idField' | 'titleField' | 'errorPath'> = {
  paging: {
    style: 'cursor',
    parameter: 'cursor',
    nextPath: 'response_metadata.next_cursor',
    sizeParameter: 'limit',
    size: 200,
  },
  idField: 'id',
  titleField: 'name',
  errorPath: 'error',
}

export const slack: Provider = {
  id: 'slack',
  name: 'Slack',
  mark: 'slack',
  description: 'Channels and members of one workspace',
  category: 'work',
  base: { kind: 'fixed', url: 'https://slack.com' },
  server: {
    kind: 'endpoints',
    issuer: 'https://slack.com',
    authorization: 'https://slack.com/oauth/v2/authorize',
    token: `${api}/oauth.v2.access`,
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://api.slack.com/apps',
      steps: [
        'Create an app from scratch, in a workspace of yours',
        'Under OAuth and Permissions, switch PKCE on. This makes the app public, and cannot be undone',
        'Add each of the redirect addresses, with its port',
        'Add the scopes under User Token Scopes; bot scopes cannot be used here',
        'Copy the client ID from Basic Information; the secret is not needed',
      ],
      tick: ['users:read', 'users:read.email', 'channels:read', 'groups:read'],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client Secret',
      secretFor: [],
      idPattern: '\\d{9,15}\\.\\d{9,16}',
      secretPattern: '[0-9a-f]{32}',
      canTry: true,
    },
  },
  clientAuthentication: 'client_secret_post',
  redirect: { host: 'localhost', ports: fixedPorts, path: '/callback' },
  pkce: 'supported',
  flows: ['authorization_code'],
  openid: false,
  dpop: false,
  dialect: {
    scopeParameter: 'user_scope',
    scopeSeparator: ',',
    answeredScopeSeparator: ',',
    tokenAnswer: {
      access_token: 'authed_user.access_token',
      refresh_token: 'authed_user.refresh_token',
      expires_in: 'authed_user.expires_in',
      scope: 'authed_user.scope',
      token_type: 'authed_user.token_type',
    },
    bearerNames: ['user', 'bot'],
    endingErrors: ['token_revoked', 'account_inactive', 'invalid_refresh_token'],
  },
  scopes: [
    reads('users:read', 'Members', 'See who is in the workspace', 'required'),
    reads('users:read.email', 'E-mail', 'See e-mail addresses of members, yours among them', 'preselected'),
    reads('channels:read', 'Channels', 'See the public channels', 'preselected'),
    reads('groups:read', 'Private channels', 'See the private channels that you are in', 'preselected'),
  ],
  tokens: { lasting: true },
  tellsScopes: true,
  identity: {
    from: 'request',
    method: 'POST',
    url: `${api}/auth.test`,
    fields: { id: ['team_id', 'user_id'], login: 'user', tenant: 'team' },
    also: [
      {
        url: `${api}/users.info?user={user_id}`,
        fields: {
          name: 'user.profile.real_name',
          email: 'user.profile.email',
          avatar: 'user.profile.image_192',
        },
      },
    ],
  },
  revocation: {
    kind: 'request',
    method: 'POST',
    url: `${api}/auth.revoke`,
    authentication: 'bearer',
    tokens: ['access_token', 'refresh_token'],
    success: [200],
    successField: 'revoked',
  },
  proof: {
    method: 'POST',
    url: `${api}/auth.test`,
    refusedBy: {
      path: 'error',
      values: ['invalid_auth', 'token_revoked', 'token_expired', 'account_inactive'],
    },
  },
  apiOrigins: ['https://slack.com'],
  // Methods are named in the path, and every one of them answers to GET.
  readingPaths:
    '/api/(?:[a-zA-Z]+\\.)+(?:list|info|history|members|replies|get|getPresence|getPermalink|identity|lookupByEmail|teamInfo|test)|/api/search\\.[a-z]+|/api/users\\.conversations',
  resources: [
    {
      ...listed,
      id: 'conversations',
      label: 'Channels',
      icon: 'hash',
      url: `${api}/conversations.list?types=public_channel,private_channel&exclude_archived=true`,
      itemsPath: 'channels',
      columns: [
        column('Name', 'name'),
        column('Private', 'is_private'),
        column('Archived', 'is_archived'),
        column('Members', 'num_members', 'number'),
        column('Purpose', 'purpose.value'),
      ],
      scopes: ['channels:read', 'groups:read'],
    },
    {
      ...listed,
      id: 'users',
      label: 'Members',
      icon: 'users',
      url: `${api}/users.list`,
      itemsPath: 'members',
      columns: [
        column('Name', 'real_name'),
        column('Handle', 'name'),
        column('Title', 'profile.title'),
        column('Bot', 'is_bot'),
        column('Gone', 'deleted'),
      ],
      scopes: ['users:read'],
    },
  ],
  grantedAppsUrl: 'https://my.slack.com/apps/manage',
  docsUrl: 'https://docs.slack.dev/authentication/using-pkce',
  cautions: [
    'Each workspace is an account of its own: connect once for each',
    'Switching PKCE on makes the app public for good',
  ],
  facts: factsExcept({
    redirect: 'Whether 127.0.0.1 is accepted: localhost is used',
    client: 'Shapes of ids and secrets',
    tokens: 'Where the answer to a renewal has its members: both places are looked at',
    revocation: 'Whether the refresh token ends with the access token',
    resources: 'Web addresses, which are left out',
    pages: 'Address of the page of granted apps',
  }),
}
