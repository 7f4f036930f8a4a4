import type { Provider, Resource } from './provider'
import { column, factsExcept, fixedPorts, reads } from './short-forms'

const api = 'https://api.box.com'

const items: Omit<Resource, 'id' | 'label' | 'icon' | 'url'> = {
  itemsPath: 'entries',
  idField: 'id',
  titleField: 'name',
  columns: [
    column('Name', 'name'),
    column('Type', 'type'),
    column('Size', 'size', 'bytes'),
    column('Changed', 'modified_at', 'date'),
    column('Owner', 'owned_by.name'),
  ],
  paging: {
    style: 'cursor',
    parameter: 'marker',
    nextPath: 'next_marker',
    sizeParameter: 'limit',
    size: 1000,
  },
  // The answer names no scopes, and this one is all that is asked for.
  scopes: ['root_readonly'],
  webUrl: { template: 'https://app.box.com/{type}/{id}' },
}

const shown = 'fields=id,type,name,size,modified_at,owned_by&usemarker=true'

export const box: Provider = {
  id: 'box',
  name: 'Box',
  mark: 'box',
  description: 'Files and folders',
  category: 'files',
  base: { kind: 'fixed', url: 'https://account.box.com' },
  server: {
    kind: 'endpoints',
    issuer: 'https://account.box.com',
    authorization: 'https://account.box.com/api/oauth2/authorize',
    token: `${api}/oauth2/token`,
    revocation: `${api}/oauth2/revoke`,
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://app.box.com/developers/console',
      steps: [
        'Create a custom app with user authentication (OAuth 2.0)',
        'Add each of the redirect addresses',
        'Under Application Scopes, tick reading alone',
        'Copy the client ID and the client secret',
      ],
      tick: ['Read all files and folders stored in Box'],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client Secret',
      secretFor: ['authorization_code'],
      idPattern: '[a-z0-9]{32}',
      secretPattern: '[A-Za-z0-9]{32}',
      canTry: true,
    },
  },
  clientAuthentication: 'client_secret_post',
  redirect: { host: '127.0.0.1', ports: fixedPorts, path: '/' },
  pkce: 'undocumented',
  flows: ['authorization_code'],
  openid: false,
  dpop: false,
  scopes: [
    reads('root_readonly', 'Files', 'See your files and folders, and read what is in them', 'required'),
  ],
  tellsScopes: false,
  identity: {
    from: 'request',
    method: 'GET',
    url: `${api}/2.0/users/me`,
    fields: { id: 'id', name: 'name', login: 'login', email: 'login' },
  },
  revocation: { kind: 'rfc7009' },
  proof: { method: 'GET', url: `${api}/2.0/users/me` },
  apiOrigins: [api],
  resources: [
    { ...items, id: 'files', label: 'Files', icon: 'file', url: `${api}/2.0/folders/0/items?${shown}` },
    {
      ...items,
      id: 'folder',
      label: 'In the folder',
      icon: 'folder',
      parent: ['files', 'folder'],
      url: `${api}/2.0/folders/{parent}/items?${shown}`,
    },
  ],
  grantedAppsUrl: 'https://app.box.com/account/security',
  docsUrl: 'https://developer.box.com/guides/authentication/oauth2/',
  facts: factsExcept({
    redirect: 'Documents speak of https; other apps use loopback',
    pkce: 'Not in the documents: sent, and not relied on',
    client: 'Shapes of ids and secrets',
    resources: 'Form of web addresses',
    pages: 'Address of the page of granted apps',
  }),
}
