import { type Answer, type Asked, type Dialect, json, redirect } from './cloud'
import { createGrants, items } from './grants'

export const notionClient = {
  clientId: '11111111-2222-3333-4444-555555555555',
  credential: 'secret_abcDEF123',
}
const things = 120
const registered = [28_417, 28_418, 28_419].map((port) => `http://localhost:${port}/callback`)

export interface Workspace {
  readonly id: string
  readonly name: string
}

/**
 * Basic authentication and JSON bodies at the token endpoint, a version header on every call, the workspace's id in the
 * token answer alone, and titles under whatever name the person gave the title property.
 */
export function notionDialect() {
  const grants = createGrants()
  let workspace: Workspace = { id: 'workspace-1', name: 'Acme' }
  const basic = `Basic ${Buffer.from(`${notionClient.clientId}:${notionClient.credential}`).toString('base64')}`
  const user = { object: 'user', id: 'user-1', name: 'Ada', person: { email: 'ada@acme.example' } }

  function token(asked: Asked): Answer {
    if (asked.headers.authorization !== basic) return json({ error: 'invalid_client' }, 401)
    const members = new URLSearchParams(JSON.parse(asked.body) as Record<string, string>)
    const renewed = grants.byRefresh(members.get('refresh_token'))
    const code = grants.redeem(members)
    if (!renewed && !code) return json({ error: 'invalid_grant' }, 400)
    const { access, refresh } = renewed ? grants.renew(renewed, true, 'ntn_') : grants.issue([], true, 'ntn_')
    return json({
      access_token: access,
      token_type: 'bearer',
      refresh_token: refresh,
      bot_id: 'bot-1',
      workspace_id: workspace.id,
      workspace_name: workspace.name,
      workspace_icon: null,
      owner: { type: 'user', user },
      duplicated_template_id: null,
    })
  }

  function revoke({ headers, body }: Asked): Answer {
    if (headers.authorization !== basic) return json({ error: 'invalid_client' }, 401)
    const grant = grants.byAccess((JSON.parse(body) as { token: string }).token)
    if (grant) grants.end(grant)
    return json({ request_id: 'r1' })
  }

  function search({ body }: Asked): Answer {
    const { page_size: size, start_cursor: cursor } = JSON.parse(body) as {
      page_size: number
      start_cursor?: string
    }
    const from = Number(cursor ?? 0)
    const hasMore = from + size < things
    return json({
      object: 'list',
      results: items(things, from, size, thing),
      has_more: hasMore,
      next_cursor: hasMore ? String(from + size) : null,
    })
  }

  const dialect: Dialect = {
    origins: ['https://api.notion.com'],
    answer(asked) {
      const { url, headers } = asked
      if (url.pathname === '/v1/oauth/authorize') {
        const redirectUri = url.searchParams.get('redirect_uri') ?? ''
        if (!registered.includes(redirectUri) || url.searchParams.get('owner') !== 'user')
          return json({}, 400)
        const target = new URL(redirectUri)
        target.searchParams.set('code', grants.code({ challenge: null, redirectUri, scopes: [] }))
        target.searchParams.set('state', url.searchParams.get('state') ?? '')
        return redirect(target)
      }
      if (url.pathname === '/v1/oauth/token') return token(asked)
      if (url.pathname === '/v1/oauth/revoke') return revoke(asked)
      if (!grants.byAccess(asked.bearer)) return json({ object: 'error', code: 'unauthorized' }, 401)
      if (!headers['notion-version']) return json({ object: 'error', code: 'missing_version' }, 400)
      if (url.pathname === '/v1/search') return search(asked)
      const owner = { type: 'user', user }
      return json({ object: 'user', type: 'bot', bot: { owner, workspace_name: workspace.name } })
    },
  }
  return {
    ...dialect,
    /** The person picks another workspace on the consent page, or has renamed this one. */
    pick: (picked: Workspace) => {
      workspace = picked
    },
  }
}

/** Every third one is a data source. */
function thing(index: number): object {
  const common = { id: `thing-${index}`, url: `https://www.notion.so/thing-${index}`, archived: false }
  const title = [{ type: 'text', plain_text: `Thing ${index}` }]
  if (index % 3 === 0)
    return { ...common, object: 'data_source', title, properties: { Name: { type: 'title', title: {} } } }
  return {
    ...common,
    object: 'page',
    properties: { Tags: { type: 'multi_select' }, Task: { id: 'title', type: 'title', title } },
  }
}
