import type { Provider } from './provider'
import { column, factsExcept, fixedPorts, reads } from './short-forms'

const api = 'https://discord.com/api'

export const discord: Provider = {
  id: 'discord',
  name: 'Discord',
  mark: 'discord',
  description: 'The servers that you are in',
  category: 'other',
  base: { kind: 'fixed', url: 'https://discord.com' },
  server: {
    kind: 'endpoints',
    issuer: 'https://discord.com',
    authorization: 'https://discord.com/oauth2/authorize',
    token: `${api}/oauth2/token`,
    revocation: `${api}/oauth2/token/revoke`,
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://discord.com/developers/applications',
      steps: [
        'Create an application, and open OAuth2',
        'Switch on Public Client: then no secret is needed',
        'Add each of the redirect addresses',
        'Copy the client ID',
      ],
      tick: ['Public Client'],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client Secret',
      secretFor: [],
      idPattern: '\\d{17,20}',
      secretPattern: '[A-Za-z0-9_-]{32}',
      canTry: true,
    },
  },
  clientAuthentication: 'client_secret_basic',
  redirect: { host: '127.0.0.1', ports: fixedPorts, path: '/callback' },
  pkce: 'supported',
  flows: ['authorization_code'],
  openid: false,
  dpop: false,
  scopes: [
    reads('identify', 'Profile', 'See your name and picture', 'required'),
    reads('email', 'E-mail', 'See your e-mail address', 'preselected'),
    reads('guilds', 'Servers', 'See which servers you are in', 'preselected'),
  ],
  tellsScopes: true,
  identity: {
    from: 'request',
    method: 'GET',
    url: `${api}/v10/users/@me`,
    fields: {
      id: 'id',
      name: 'global_name',
      login: 'username',
      email: 'email',
      avatar: 'https://cdn.discordapp.com/avatars/{id}/{avatar}.png',
    },
  },
  revocation: { kind: 'rfc7009' },
  proof: { method: 'GET', url: `${api}/v10/users/@me` },
  apiOrigins: ['https://discord.com'],
  resources: [
    {
      id: 'servers',
      label: 'Servers',
      icon: 'server',
      url: `${api}/v10/users/@me/guilds?with_counts=true`,
      itemsPath: '',
      idField: 'id',
      titleField: 'name',
      columns: [
        column('Name', 'name'),
        column('Mine', 'owner'),
        column('Members', 'approximate_member_count', 'number'),
        column('Online', 'approximate_presence_count', 'number'),
      ],
      paging: { style: 'id_cursor', parameter: 'after', sizeParameter: 'limit', size: 200 },
      scopes: ['guilds'],
      webUrl: { template: 'https://discord.com/channels/{id}' },
    },
  ],
  grantedAppsUrl: 'https://discord.com/channels/@me',
  docsUrl: 'https://discord.com/developers/docs/topics/oauth2',
  cautions: [
    'Revoking one token ends all of the app',
    'The page of granted apps has no address: it is under User Settings, Authorized Apps',
  ],
  facts: factsExcept({
    redirect: 'Whether any port is taken: fixed ones are used',
    client: 'Shape of secrets',
    tokens: 'Whether the old refresh token ends with a renewal',
    pages: 'There is no address of the page of granted apps',
  }),
}
