import type { Provider } from './provider'
import { column, factsExcept, reads } from './short-forms'

const api = 'https://api.zoom.us'

export const zoom: Provider = {
  id: 'zoom',
  name: 'Zoom',
  mark: 'zoom',
  description: 'Meetings that you host',
  category: 'work',
  base: { kind: 'fixed', url: 'https://zoom.us' },
  server: {
    kind: 'endpoints',
    issuer: 'https://zoom.us',
    authorization: 'https://zoom.us/oauth/authorize',
    token: 'https://zoom.us/oauth/token',
    revocation: 'https://zoom.us/oauth/revoke',
    deviceAuthorization: 'https://zoom.us/oauth/devicecode',
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://marketplace.zoom.us/develop/create',
      steps: [
        'Create a General app, user-managed',
        'Switch on Public PKCE: then no secret is needed',
        'Paste the redirect address',
        'Add the scopes: they are chosen here, not asked for by Keyfob',
        'Copy the client ID, and the client secret if PKCE is not public',
      ],
      tick: ['user:read:user', 'meeting:read:list_meetings'],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client Secret',
      secretFor: [],
      canTry: true,
    },
  },
  clientAuthentication: 'client_secret_basic',
  redirect: { host: '127.0.0.1', ports: 'any', path: '/callback' },
  pkce: 'supported',
  flows: ['authorization_code', 'device_code'],
  openid: false,
  dpop: false,
  scopes: [
    reads('user:read:user', 'Profile', 'See your name, e-mail address and picture', 'required'),
    reads('meeting:read:list_meetings', 'Meetings', 'See your meetings', 'preselected'),
  ],
  tellsScopes: true,
  identity: {
    from: 'request',
    method: 'GET',
    url: `${api}/v2/users/me`,
    fields: { id: 'id', name: 'display_name', login: 'email', email: 'email', avatar: 'pic_url' },
  },
  revocation: { kind: 'rfc7009' },
  proof: { method: 'GET', url: `${api}/v2/users/me` },
  apiOrigins: [api],
  resources: [
    {
      id: 'meetings',
      label: 'Meetings',
      icon: 'video',
      url: `${api}/v2/users/me/meetings`,
      itemsPath: 'meetings',
      idField: 'id',
      titleField: 'topic',
      columns: [
        column('Topic', 'topic'),
        column('Starts', 'start_time', 'date'),
        column('Minutes', 'duration', 'number'),
        column('Type', 'type', 'number'),
        column('Time zone', 'timezone'),
      ],
      paging: {
        style: 'cursor',
        parameter: 'next_page_token',
        nextPath: 'next_page_token',
        sizeParameter: 'page_size',
        size: 300,
      },
      scopes: ['meeting:read:list_meetings'],
      webUrl: { field: 'join_url' },
    },
  ],
  grantedAppsUrl: 'https://marketplace.zoom.us/user/installed',
  docsUrl: 'https://developers.zoom.us/docs/integrations/oauth/',
  facts: factsExcept({
    client: 'Details of Public PKCE, which is new',
    revocation: 'Revoking without a secret',
    pages: 'Address of the page of granted apps',
  }),
}
