import type { Provider, Resource } from './provider'
import { column, factsExcept, fixedPorts, reads } from './short-forms'

const api = 'https://api.dropboxapi.com'

const files: Omit<Resource, 'id' | 'label' | 'icon' | 'body'> = {
  url: `${api}/2/files/list_folder`,
  itemsPath: 'entries',
  idField: 'id',
  titleField: 'name',
  columns: [
    column('Name', 'name'),
    column('Kind', '.tag'),
    column('Path', 'path_display'),
    column('Size', 'size', 'bytes'),
    column('Changed', 'server_modified', 'date'),
  ],
  paging: {
    style: 'cursor',
    in: 'body',
    parameter: 'cursor',
    nextPath: 'cursor',
    morePath: 'has_more',
    continueUrl: `${api}/2/files/list_folder/continue`,
  },
  scopes: ['files.metadata.read'],
  webUrl: { template: 'https://www.dropbox.com/home{path_display}' },
}

export const dropbox: Provider = {
  id: 'dropbox',
  name: 'Dropbox',
  mark: 'dropbox',
  description: 'Names, sizes and dates of your files',
  category: 'files',
  base: { kind: 'fixed', url: 'https://www.dropbox.com' },
  server: {
    kind: 'endpoints',
    issuer: 'https://www.dropbox.com',
    authorization: 'https://www.dropbox.com/oauth2/authorize',
    token: `${api}/oauth2/token`,
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://www.dropbox.com/developers/apps',
      steps: [
        'Create an app with scoped access, for the full Dropbox or for a folder of its own',
        'Under Settings, add each of the redirect addresses, with its port',
        'Under Permissions, tick the scopes and submit; one that is not ticked cannot be asked for',
        'Copy the app key; the app secret is not needed',
      ],
      tick: ['account_info.read', 'files.metadata.read'],
      clientIdLabel: 'App key',
      secretLabel: 'App secret',
      secretFor: [],
      idPattern: '[a-z0-9]{15}',
      secretPattern: '[a-z0-9]{15}',
      canTry: true,
    },
  },
  clientAuthentication: 'client_secret_post',
  redirect: { host: 'localhost', ports: fixedPorts, path: '/callback' },
  pkce: 'supported',
  flows: ['authorization_code'],
  openid: false,
  dpop: false,
  scopes: [
    reads('account_info.read', 'Account', 'See your name, e-mail address and picture', 'required'),
    reads(
      'files.metadata.read',
      'Files',
      'See names, sizes and dates of your files, not what is in them',
      'preselected',
    ),
  ],
  authorizationParameters: { token_access_type: 'offline' },
  anotherAccount: { force_reauthentication: 'true' },
  tellsScopes: true,
  identity: {
    from: 'request',
    method: 'POST',
    url: `${api}/2/users/get_current_account`,
    fields: {
      id: 'account_id',
      name: 'name.display_name',
      login: 'email',
      email: 'email',
      avatar: 'profile_photo_url',
      tenant: 'team.name',
    },
  },
  revocation: {
    kind: 'request',
    method: 'POST',
    url: `${api}/2/auth/token/revoke`,
    authentication: 'bearer',
    tokens: ['access_token'],
    success: [200],
  },
  proof: { method: 'POST', url: `${api}/2/users/get_current_account` },
  apiOrigins: [api, 'https://content.dropboxapi.com'],
  resources: [
    // The root is the empty text, not a slash.
    { ...files, id: 'files', label: 'Files', icon: 'file', body: { path: '', limit: 500 } },
    {
      ...files,
      id: 'folder',
      label: 'In the folder',
      icon: 'folder',
      parent: ['files', 'folder'],
      body: { path: '{parent}', limit: 500 },
    },
  ],
  grantedAppsUrl: 'https://www.dropbox.com/account/connected_apps',
  docsUrl: 'https://www.dropbox.com/developers/reference/oauth-guide',
  cautions: ['A call without arguments must have no body at all, in the API console too'],
  facts: factsExcept({
    redirect: 'Whether 127.0.0.1 is accepted: localhost is used',
    client: 'Shapes of app keys and secrets',
    tokens: 'How long an access token lives',
    revocation: 'That the refresh token ends with the access token',
    resources: 'Form of web addresses',
    pages: 'Address of the page of granted apps',
  }),
}
