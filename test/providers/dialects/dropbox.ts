import { type Answer, type Asked, type Dialect, json, redirect } from './cloud'
import { createGrants, items } from './grants'

export const dropboxClient = { clientId: 'abcdefghijklmno' }
const entries = 1_100
const registered = [28_417, 28_418, 28_419].map((port) => `http://localhost:${port}/callback`)

/** Redirect URIs with their port; calls without arguments that must have no body; a refresh token that stays. */
export function dropboxDialect(): Dialect {
  const grants = createGrants()

  function token({ form }: Asked): Answer {
    if (form.get('client_id') !== dropboxClient.clientId) {
      return json({ error: 'invalid_client: Invalid client_id or client_secret' }, 400)
    }
    if (form.get('grant_type') === 'refresh_token') {
      const grant = grants.byRefresh(form.get('refresh_token'))
      if (!grant)
        return json({ error: 'invalid_grant', error_description: 'refresh token is malformed' }, 400)
      return json({
        access_token: grants.renew(grant, false, 'sl.').access,
        token_type: 'bearer',
        expires_in: 14_400,
      })
    }
    const code = grants.redeem(form)
    if (!code?.challenge) return json({ error: 'invalid_grant', error_description: 'code' }, 400)
    const { access, refresh, scopes } = grants.issue(code.scopes, true, 'sl.')
    return json({
      access_token: access,
      token_type: 'bearer',
      expires_in: 14_400,
      refresh_token: refresh,
      scope: scopes.join(' '),
      uid: '12345',
      account_id: 'dbid:AA',
    })
  }

  const hasNoBody = ({ body, headers }: Asked) => body === '' && headers['content-type'] === undefined

  return {
    origins: ['https://www.dropbox.com', 'https://api.dropboxapi.com'],
    answer(asked) {
      const { url, method } = asked
      const query = url.searchParams
      if (url.pathname === '/oauth2/authorize') {
        const redirectUri = query.get('redirect_uri') ?? ''
        if (!registered.includes(redirectUri)) return json({ error: 'Invalid redirect_uri' }, 400)
        if (query.get('token_access_type') !== 'offline')
          return json({ error: 'no refresh token asked for' }, 400)
        const target = new URL(redirectUri)
        const scopes = (query.get('scope') ?? '').split(' ')
        const challenge = query.get('code_challenge')
        target.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
        target.searchParams.set('state', query.get('state') ?? '')
        return redirect(target)
      }
      if (url.pathname === '/oauth2/token') return token(asked)
      const grant = grants.byAccess(asked.bearer)
      if (!grant)
        return json(
          { error_summary: 'invalid_access_token/', error: { '.tag': 'invalid_access_token' } },
          401,
        )
      if (method !== 'POST') return json({ error_summary: 'other' }, 405)
      if (url.pathname === '/2/auth/token/revoke') {
        if (!hasNoBody(asked)) return { status: 400, body: 'Bad HTTP "Content-Type" header' }
        grants.end(grant)
        return { status: 200, headers: { 'content-type': 'application/json' }, body: 'null' }
      }
      if (url.pathname === '/2/users/get_current_account') {
        if (!hasNoBody(asked)) return { status: 400, body: 'Bad HTTP "Content-Type" header' }
        return json({ account_id: 'dbid:AA', name: { display_name: 'Franz' }, email: 'franz@example.com' })
      }
      return listing(url.pathname, JSON.parse(asked.body) as Record<string, unknown>)
    },
  }

  function listing(path: string, body: Record<string, unknown>): Answer {
    const isLater = path.endsWith('/continue')
    const isWell = isLater ? Object.keys(body).join() === 'cursor' : body.path === ''
    if (!isWell) return { status: 400, body: 'Error in call: unexpected arguments' }
    const from = isLater ? Number(body.cursor) : 0
    return json({
      entries: items(entries, from, 500, (id) => ({ '.tag': 'file', id: `id:${id}`, name: `file-${id}` })),
      cursor: String(from + 500),
      has_more: from + 500 < entries,
    })
  }
}
