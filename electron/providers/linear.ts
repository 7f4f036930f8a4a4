import type { Provider, Resource } from './provider'
import { column, factsExcept, fixedPorts, reads } from './short-forms'

const api = 'https://api.linear.app'

/** One list of the GraphQL API, a page at a time (Relay connections). */
function connection(
  name: string,
  fields: string,
  extra = '',
): Pick<Resource, 'url' | 'body' | 'itemsPath' | 'paging' | 'errorPath'> {
  return {
    url: `${api}/graphql`,
    body: {
      query: `query($first:Int,$after:String){${name}(first:$first,after:$after${extra}){nodes{${fields}} pageInfo{hasNextPage endCursor}}}`,
      variables: { first: 50 },
    },
    itemsPath: `data.${name}.nodes`,
    paging: {
      style: 'cursor',
      in: 'body',
      parameter: 'variables.after',
      nextPath: `data.${name}.pageInfo.endCursor`,
      morePath: `data.${name}.pageInfo.hasNextPage`,
    },
    errorPath: 'errors[0].message',
  }
}

const viewer = { query: '{ viewer { id name displayName email avatarUrl organization { id name } } }' }

export const linear: Provider = {
  id: 'linear',
  name: 'Linear',
  mark: 'linear',
  description: 'Issues, projects and teams of one workspace',
  category: 'work',
  base: { kind: 'fixed', url: 'https://linear.app' },
  server: {
    kind: 'endpoints',
    issuer: 'https://linear.app',
    authorization: 'https://linear.app/oauth/authorize',
    token: `${api}/oauth/token`,
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://linear.app/settings/api/applications/new',
      steps: [
        'Create an OAuth application',
        'Add each of the redirect addresses as callback URLs',
        'Copy the client ID and the client secret',
      ],
      clientIdLabel: 'Client ID',
      secretLabel: 'Client secret',
      secretFor: [],
      idPattern: '[0-9a-f]{32}',
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
  dialect: { scopeSeparator: ',', answeredScopeSeparator: ',' },
  scopes: [reads('read', 'Workspace', 'See issues, projects and teams', 'required')],
  authorizationParameters: { prompt: 'consent' },
  tellsScopes: true,
  identity: {
    from: 'request',
    method: 'POST',
    url: `${api}/graphql`,
    body: viewer,
    fields: {
      id: 'data.viewer.id',
      name: 'data.viewer.name',
      login: 'data.viewer.displayName',
      email: 'data.viewer.email',
      avatar: 'data.viewer.avatarUrl',
      tenant: 'data.viewer.organization.name',
    },
  },
  revocation: {
    kind: 'request',
    method: 'POST',
    url: `${api}/oauth/revoke`,
    authentication: 'bearer',
    body: { type: 'form', members: { token: '{access_token}' } },
    tokens: ['access_token'],
    success: [200],
  },
  proof: { method: 'POST', url: `${api}/graphql`, body: viewer },
  apiOrigins: [api],
  limitedBy: { path: 'errors[0].extensions.code', values: ['RATELIMITED'] },
  resources: [
    {
      ...connection(
        'issues',
        'id identifier title url priorityLabel updatedAt state{name} assignee{displayName}',
        ',orderBy:updatedAt',
      ),
      id: 'issues',
      label: 'Issues',
      icon: 'circle-dot',
      idField: 'id',
      titleField: 'title',
      columns: [
        column('Key', 'identifier'),
        column('Title', 'title'),
        column('State', 'state.name', 'state'),
        column('Assignee', 'assignee.displayName'),
        column('Priority', 'priorityLabel'),
        column('Updated', 'updatedAt', 'date'),
      ],
      scopes: ['read'],
      webUrl: { field: 'url' },
    },
    {
      ...connection('projects', 'id name status{name} progress targetDate updatedAt url'),
      id: 'projects',
      label: 'Projects',
      icon: 'folder',
      idField: 'id',
      titleField: 'name',
      columns: [
        column('Name', 'name'),
        column('Status', 'status.name', 'state'),
        column('Progress', 'progress', 'number'),
        column('Target', 'targetDate', 'date'),
        column('Updated', 'updatedAt', 'date'),
      ],
      scopes: ['read'],
      webUrl: { field: 'url' },
    },
    {
      ...connection('teams', 'id key name visibility createdAt'),
      id: 'teams',
      label: 'Teams',
      icon: 'users',
      idField: 'id',
      titleField: 'name',
      columns: [
        column('Key', 'key'),
        column('Name', 'name'),
        column('Visibility', 'visibility'),
        column('Created', 'createdAt', 'date'),
      ],
      scopes: ['read'],
    },
  ],
  grantedAppsUrl: 'https://linear.app/settings/account/security',
  docsUrl: 'https://linear.app/developers/oauth-2-0-authentication',
  cautions: ['Each workspace is an account of its own: connect once for each'],
  facts: factsExcept({
    redirect: 'Whether any port is taken: fixed ones are used',
    client: 'Whether the secret may be left out with PKCE; shapes of ids and secrets',
    tokens: 'Whether the old refresh token works for a while',
    pages: 'Address of the page of granted apps',
  }),
}
