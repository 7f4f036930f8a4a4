import { type Answer, type Asked, type Dialect, json, redirect } from './cloud'
import { createGrants, isRegistered, items } from './grants'

export const gitlabClient = { clientId: 'c'.repeat(64) }
const projects = 250
const registeredUri = 'http://127.0.0.1/callback'

/** `redirect_uri` on renewal, which ends the old pair at once; pages by `Link`; possibly below a path. */
export function gitlabDialect(base = 'https://gitlab.com'): Dialect {
  const grants = createGrants()
  const { origin, pathname } = new URL(base)
  const root = pathname.replace(/\/$/, '')

  function token({ form }: Asked): Answer {
    const refused = (error: string, status = 400) => json({ error, error_description: error }, status)
    if (form.get('client_id') !== gitlabClient.clientId) return refused('invalid_client', 401)
    if (!isRegistered(form.get('redirect_uri') ?? 'http://none/', registeredUri))
      return refused('invalid_grant')
    if (form.get('grant_type') === 'refresh_token') {
      const grant = grants.byRefresh(form.get('refresh_token'))
      return grant ? tokens(grants.renew(grant, true)) : refused('invalid_grant')
    }
    const code = grants.redeem(form)
    return code?.challenge ? tokens(grants.issue(code.scopes, true)) : refused('invalid_grant')
  }

  const tokens = ({ access, refresh, scopes }: ReturnType<typeof grants.issue>) =>
    json({
      access_token: access,
      token_type: 'Bearer',
      expires_in: 7200,
      refresh_token: refresh,
      scope: scopes.join(' '),
      created_at: 1_700_000_000,
    })

  return {
    origins: [origin],
    answer(asked) {
      const { url } = asked
      const query = url.searchParams
      if (!url.pathname.startsWith(root)) return json({ error: 'not below here' }, 404)
      const path = url.pathname.slice(root.length)
      if (path === '/oauth/authorize') {
        const redirectUri = query.get('redirect_uri') ?? ''
        if (!isRegistered(redirectUri, registeredUri)) return json({ error: 'invalid redirect' }, 400)
        const target = new URL(redirectUri)
        const scopes = (query.get('scope') ?? '').split(' ')
        const challenge = query.get('code_challenge')
        target.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
        target.searchParams.set('state', query.get('state') ?? '')
        return redirect(target)
      }
      if (path === '/oauth/token') return token(asked)
      if (path === '/oauth/revoke') {
        if (asked.form.get('client_id') !== gitlabClient.clientId)
          return json({ error: 'unauthorized_client' }, 403)
        const value = asked.form.get('token')
        const grant = grants.byAccess(value) ?? grants.byRefresh(value)
        if (grant) grants.end(grant)
        return json({})
      }
      if (!grants.byAccess(asked.bearer))
        return json({ error: 'invalid_token', error_description: 'revoked' }, 401)
      if (path === '/api/v4/user')
        return json({ id: 42, username: 'ada', name: 'Ada', email: 'ada@example.com' })
      const page = Number(query.get('page') ?? 1)
      const size = Number(query.get('per_page'))
      const next = new URL(url)
      next.searchParams.set('page', String(page + 1))
      return json(
        items(projects, (page - 1) * size, size, (id) => ({ id, path_with_namespace: `ada/project-${id}` })),
        200,
        page * size < projects ? { link: `<${next}>; rel="next"` } : {},
      )
    },
  }
}
