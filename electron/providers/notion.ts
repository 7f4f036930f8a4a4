import type { Provider } from './provider'
import { column, factsExcept, fixedPorts } from './short-forms'

const api = 'https://api.notion.com'
const version = { 'notion-version': '2025-09-03' }
/** Of a page it is the property of that type, whatever people call it; a data source has one of its own. */
const title = 'properties.*[type=title].title[0].plain_text | title[0].plain_text'

export const notion: Provider = {
  id: 'notion',
  name: 'Notion',
  mark: 'notion',
  description: 'The pages that you share with it, of one workspace',
  category: 'work',
  base: { kind: 'fixed', url: api },
  server: {
    kind: 'endpoints',
    issuer: api,
    authorization: `${api}/v1/oauth/authorize`,
    token: `${api}/v1/oauth/token`,
  },
  client: {
    kind: 'own',
    guide: {
      consoleUrl: 'https://www.notion.so/my-integrations',
      steps: [
        'Create a public integration',
        'Add each of the redirect addresses',
        'Under Capabilities, tick Read content and reading user information with e-mail addresses',
        'Copy the OAuth client ID and the OAuth client secret',
      ],
      tick: ['Read content', 'Read user information including email addresses'],
      clientIdLabel: 'OAuth client ID',
      secretLabel: 'OAuth client secret',
      secretFor: ['authorization_code'],
      idPattern: '[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}',
      secretPattern: 'secret_[A-Za-z0-9]+',
      canTry: true,
    },
  },
  clientAuthentication: 'client_secret_basic',
  redirect: { host: 'localhost', ports: fixedPorts, path: '/callback' },
  pkce: 'not_supported',
  flows: ['authorization_code'],
  openid: false,
  dpop: false,
  dialect: { tokenBody: 'json', tokenHeaders: version },
  // What it may do is set on the integration; what it may see, the person picks on the consent page.
  scopes: [],
  authorizationParameters: { owner: 'user' },
  tellsScopes: false,
  identity: {
    from: 'request',
    method: 'GET',
    url: `${api}/v1/users/me`,
    tokenAnswer: ['workspace_id'],
    fields: {
      // The integration itself is a bot there: the person is its owner.
      id: ['token_answer:workspace_id', 'bot.owner.user.id'],
      // A workspace can be renamed, and two may have one name.
      formerId: ['bot.workspace_name', 'bot.owner.user.id'],
      name: 'bot.owner.user.name',
      email: 'bot.owner.user.person.email',
      avatar: 'bot.owner.user.avatar_url',
      tenant: 'bot.workspace_name',
    },
  },
  revocation: {
    kind: 'request',
    method: 'POST',
    url: `${api}/v1/oauth/revoke`,
    authentication: 'client_basic',
    body: { type: 'json', members: { token: '{access_token}' } },
    tokens: ['access_token'],
    success: [200],
  },
  proof: { method: 'GET', url: `${api}/v1/users/me` },
  apiOrigins: [api],
  apiHeaders: version,
  resources: [
    {
      id: 'pages',
      label: 'Pages',
      icon: 'file-text',
      url: `${api}/v1/search`,
      body: { page_size: 50, sort: { direction: 'descending', timestamp: 'last_edited_time' } },
      itemsPath: 'results',
      idField: 'id',
      titleField: title,
      columns: [
        column('Title', title),
        column('Kind', 'object'),
        column('Edited', 'last_edited_time', 'date'),
        column('Created', 'created_time', 'date'),
        column('Archived', 'archived'),
      ],
      paging: {
        style: 'cursor',
        in: 'body',
        parameter: 'start_cursor',
        nextPath: 'next_cursor',
        morePath: 'has_more',
      },
      scopes: [],
      webUrl: { field: 'url' },
      search: { url: `${api}/v1/search`, body: { page_size: 50 }, parameter: 'query' },
    },
  ],
  grantedAppsUrl: 'https://www.notion.so/my-connections',
  docsUrl: 'https://developers.notion.com/docs/authorization',
  cautions: ['Only pages that you pick on the consent page can be seen'],
  facts: factsExcept({
    redirect: 'Rules for loopback addresses: fixed ports of localhost are used',
    pkce: 'That it is not supported is said by others',
    client: 'Shapes of ids and secrets',
    tokens: 'How long an access token lives',
    revocation: 'Form of the request',
    pages: 'Address of the page of granted apps',
  }),
}
