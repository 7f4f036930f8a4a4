import type { Provider, Resource } from './provider'
import { column, factsExcept, fixedPorts, reads } from './short-forms'

const api = 'https://api.vercel.com'

const paged: Pick<Resource, 'paging' | 'scopes'> = {
  paging: {
    style: 'cursor',
    parameter: 'until',
    nextPath: 'pagination.next',
    sizeParameter: 'limit',
    size: 100,
  },
  scopes: [],
}

export const vercel: Provider = {
  id: 'vercel',
  name: 'Vercel',
  mark: 'vercel',
  description: 'Who you are there; projects where Vercel allows it',
  category: 'cloud',
  base: { kind: 'fixed', url: 'https://vercel.com' },
  server: { kind: 'discovery', issuer: 'https://vercel.com' },
  client: {
    kind: 'own',
    guide: {
      steps: [
        'Open the settings of a team, Apps, and create an app',
        'Add each of the redirect addresses',
        'Set the token endpoint authentication to none: then no secret is needed',
        'Switch on the scopes, offline_access among them',
        'Copy the client ID',
      ],
      tick: ['openid', 'email', 'profile', 'offline_access'],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client Secret',
      secretFor: [],
      idPattern: 'cl_[A-Za-z0-9]+',
      canTry: true,
    },
  },
  redirect: { host: 'localhost', ports: fixedPorts, path: '/callback' },
  pkce: 'required',
  flows: ['authorization_code', 'device_code'],
  why: { device_code: 'Named in the metadata; whether apps of others may use it is not said' },
  openid: true,
  dpop: false,
  scopes: [
    reads('openid', 'Sign-in', 'Know which account it is', 'required'),
    reads('profile', 'Profile', 'See your name and picture', 'required'),
    reads('email', 'E-mail', 'See your e-mail address', 'preselected'),
    reads('offline_access', 'Stay connected', 'Stay connected until you take it back', 'preselected'),
  ],
  tellsScopes: true,
  identity: { from: 'openid' },
  revocation: { kind: 'rfc7009' },
  proof: { method: 'GET', url: `${api}/login/oauth/userinfo` },
  apiOrigins: [api],
  resources: [
    {
      ...paged,
      id: 'projects',
      label: 'Projects',
      icon: 'app-window',
      url: `${api}/v10/projects`,
      itemsPath: 'projects',
      idField: 'id',
      titleField: 'name',
      columns: [
        column('Name', 'name'),
        column('Framework', 'framework'),
        column('Repository', 'link.repo'),
        column('Updated', 'updatedAt', 'date'),
      ],
    },
    {
      ...paged,
      id: 'teams',
      label: 'Teams',
      icon: 'users',
      url: `${api}/v2/teams`,
      itemsPath: 'teams',
      idField: 'id',
      titleField: 'name',
      columns: [column('Name', 'name'), column('Slug', 'slug'), column('Created', 'createdAt', 'date')],
      webUrl: { template: 'https://vercel.com/{slug}' },
    },
  ],
  grantedAppsUrl: 'https://vercel.com/account/settings/authentication',
  docsUrl: 'https://vercel.com/docs/sign-in-with-vercel',
  cautions: ['Signing in names you and no more: access to projects and teams is a private beta'],
  facts: factsExcept({
    redirect: 'Whether any port is taken: fixed ones are used',
    client: 'Shape of ids; whether apps of others may use device codes',
    revocation: 'Revoking without a secret',
    resources: 'Refused but for apps in the private beta',
    pages: 'Address of the page of granted apps',
  }),
}
