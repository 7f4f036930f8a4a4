import type { Provider, ResourceColumn } from './provider'
import { column, factsExcept, reads } from './short-forms'

const graph = 'https://graph.microsoft.com'

const fileColumns: readonly ResourceColumn[] = [
  column('Name', 'name'),
  column('Size', 'size', 'bytes'),
  column('Type', 'file.mimeType'),
  column('In it', 'folder.childCount', 'number'),
  column('Changed', 'lastModifiedDateTime', 'date'),
]

export const microsoft: Provider = {
  id: 'microsoft',
  name: 'Microsoft',
  mark: 'microsoft',
  description: 'OneDrive files of a personal, work or school account',
  category: 'files',
  base: {
    kind: 'own',
    label: 'Address of your tenant',
    example: 'https://login.microsoftonline.com/contoso.com',
    preset: 'https://login.microsoftonline.com/common',
    within: ['https://login.microsoftonline.com'],
  },
  server: {
    kind: 'endpoints',
    // Of one tenant it would have the tenant in it: accounts are told apart by Graph's own id.
    issuer: 'https://login.microsoftonline.com',
    authorization: '{base}/oauth2/v2.0/authorize',
    token: '{base}/oauth2/v2.0/token',
    deviceAuthorization: '{base}/oauth2/v2.0/devicecode',
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps',
      steps: [
        'Register an application; pick who may use it: only your organization, any, or personal accounts too',
        'Under Authentication, add the platform Mobile and desktop applications',
        'Enter http://localhost as a custom redirect URI: the portal refuses 127.0.0.1',
        'Switch on Allow public client flows, and make no client secret',
        'Under API permissions, add User.Read and Files.Read of Microsoft Graph',
      ],
      tick: ['Mobile and desktop applications', 'Allow public client flows'],
      clientIdLabel: 'Application (client) ID',
      secretLabel: 'Client secret',
      secretFor: [],
      secretRefused: true,
      idPattern: '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
      secretPattern: '[A-Za-z0-9_.~-]{34,40}',
      canTry: true,
    },
  },
  // A redirect URI without a path comes back with a slash.
  redirect: { host: 'localhost', ports: 'any', path: '/', registerAs: ['http://localhost'] },
  pkce: 'supported',
  flows: ['authorization_code', 'device_code'],
  openid: false,
  dpop: false,
  dialect: {
    // Never among the scopes of the answer, though the refresh token that it asks for is there.
    unansweredScopes: ['offline_access'],
    answeredScopeNames: {
      [`${graph}/User.Read`]: 'User.Read',
      [`${graph}/Files.Read`]: 'Files.Read',
    },
    endingErrors: ['interaction_required', 'consent_required'],
  },
  scopes: [
    reads('openid', 'Sign-in', 'Know which account it is', 'required'),
    reads('profile', 'Profile', 'See your name', 'required'),
    reads('email', 'E-mail', 'See your e-mail address', 'preselected'),
    reads('User.Read', 'Your account', 'See your profile in Microsoft Graph', 'required'),
    reads('offline_access', 'Stay connected', 'Stay connected until you take it back', 'required'),
    reads('Files.Read', 'Files', 'See and open your OneDrive files', 'preselected'),
  ],
  anotherAccount: { prompt: 'select_account' },
  tellsScopes: true,
  identity: {
    from: 'request',
    method: 'GET',
    url: `${graph}/v1.0/me`,
    fields: { id: 'id', name: 'displayName', login: 'userPrincipalName', email: 'mail' },
    also: [
      {
        url: `${graph}/v1.0/organization?$select=id,displayName`,
        fields: { tenant: 'value[0].displayName' },
      },
    ],
  },
  revocation: { kind: 'none' },
  proof: { method: 'GET', url: `${graph}/v1.0/me` },
  apiOrigins: [graph],
  resources: [
    {
      id: 'files',
      label: 'OneDrive files',
      icon: 'file',
      url: `${graph}/v1.0/me/drive/root/children`,
      itemsPath: 'value',
      idField: 'id',
      titleField: 'name',
      columns: fileColumns,
      paging: { style: 'next_url', nextPath: '@odata.nextLink', sizeParameter: '$top', size: 200 },
      scopes: ['Files.Read'],
      webUrl: { field: 'webUrl' },
    },
    {
      id: 'folder',
      label: 'In the folder',
      icon: 'folder',
      parent: ['files', 'folder'],
      url: `${graph}/v1.0/me/drive/items/{parent}/children`,
      itemsPath: 'value',
      idField: 'id',
      titleField: 'name',
      columns: fileColumns,
      paging: { style: 'next_url', nextPath: '@odata.nextLink', sizeParameter: '$top', size: 200 },
      scopes: ['Files.Read'],
      webUrl: { field: 'webUrl' },
    },
  ],
  grantedAppsUrl: 'https://myapps.microsoft.com',
  docsUrl: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow',
  cautions: [
    'Microsoft has no revocation: access is ended at myapps.microsoft.com, or for a personal account at account.live.com/consent/Manage',
    'An administrator may have to allow the app first',
    'National clouds are at other addresses: add yours as Another provider, by https://login.microsoftonline.us/ or https://login.partner.microsoftonline.cn/ with your tenant ID and /v2.0 after it',
  ],
  facts: factsExcept({
    identity: 'The name of the organisation, which is asked for after the person: none where it is refused',
    tokens: 'How long access tokens live: what an answer says is obeyed',
    scopes: 'That the answer leaves out offline_access, and sometimes writes scopes in their long form',
    client: 'Shapes of ids and secrets; that Allow public client flows must be on for device codes',
    resources: 'The largest page size, and what an account without OneDrive is answered',
    pages: 'Deep link into the console',
  }),
}
