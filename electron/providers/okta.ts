import { anyServerGuide, openidConnect, openidScopes } from './openid-connect'
import type { Provider, Resource } from './provider'
import { column, factsExcept, fixedPorts, reads } from './short-forms'

const listed: Pick<Resource, 'paging' | 'itemsPath' | 'idField'> = {
  paging: { style: 'link_header', sizeParameter: 'limit', size: 200 },
  itemsPath: '',
  idField: 'id',
}

export const okta: Provider = {
  ...openidConnect,
  id: 'okta',
  name: 'Okta',
  mark: 'okta',
  description: 'Users, groups and apps of an organization',
  base: { kind: 'own', label: 'Address of your organization', example: 'https://example.okta.com' },
  client: {
    kind: 'own',
    guide: {
      ...anyServerGuide,
      steps: [
        'In the admin console, create an app integration: OIDC, Native Application',
        'Tick Authorization Code and Refresh Token; Device Authorization for codes',
        'Paste each of the redirect addresses as sign-in redirect URIs',
        'Under Okta API Scopes, grant those that you want to browse with',
        'Copy the client ID; client authentication stays None',
      ],
      tick: ['Authorization Code', 'Refresh Token'],
      idPattern: '0oa[A-Za-z0-9]{17}',
    },
  },
  redirect: { host: 'localhost', ports: fixedPorts, path: '/callback' },
  pkce: 'required',
  flows: ['authorization_code', 'device_code'],
  scopes: [
    ...openidScopes,
    reads('okta.users.read', 'Users', 'See the users of the organization; wants an admin role', 'optional'),
    reads(
      'okta.groups.read',
      'Groups',
      'See the groups of the organization; wants an admin role',
      'optional',
    ),
    reads('okta.apps.read', 'Apps', 'See the apps of the organization; wants an admin role', 'optional'),
  ],
  authorizationParameters: {},
  anotherAccount: { prompt: 'login' },
  resources: [
    {
      ...listed,
      id: 'users',
      label: 'Users',
      icon: 'users',
      url: '{base}/api/v1/users',
      titleField: 'profile.login',
      columns: [
        column('Name', 'profile.displayName'),
        column('Login', 'profile.login'),
        column('E-mail', 'profile.email'),
        column('Status', 'status', 'state'),
        column('Last login', 'lastLogin', 'date'),
      ],
      scopes: ['okta.users.read'],
    },
    {
      ...listed,
      id: 'groups',
      label: 'Groups',
      icon: 'users',
      url: '{base}/api/v1/groups',
      titleField: 'profile.name',
      columns: [
        column('Name', 'profile.name'),
        column('Description', 'profile.description'),
        column('Type', 'type'),
        column('Updated', 'lastUpdated', 'date'),
      ],
      scopes: ['okta.groups.read'],
    },
    {
      ...listed,
      id: 'apps',
      label: 'Apps',
      icon: 'app-window',
      url: '{base}/api/v1/apps',
      titleField: 'label',
      columns: [
        column('Name', 'label'),
        column('Status', 'status', 'state'),
        column('Sign-on', 'signOnMode'),
        column('Created', 'created', 'date'),
      ],
      scopes: ['okta.apps.read'],
    },
  ],
  grantedAppsUrl: '{base}/enduser/settings',
  docsUrl: 'https://developer.okta.com/docs/guides/implement-grant-type/authcodepkce/main/',
  cautions: ['Scopes of the Okta API have to be granted to the app by an administrator'],
  facts: factsExcept({
    redirect: 'Whether any port is taken: fixed ones are used',
    client: 'Whether registration is open; shape of ids',
    resources: 'Columns of all three lists',
    pages: 'Address of the page of granted apps',
  }),
}
