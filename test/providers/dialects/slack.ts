import { type Answer, type Asked, type Dialect, json, redirect } from './cloud'
import { createGrants, items } from './grants'

export const slackClient = { clientId: '1234567890.1234567890123' }
const channels = 450
const registered = [28_417, 28_418, 28_419].map((port) => `http://localhost:${port}/callback`)

/**
 * Every answer is a 200, with `ok`; the token is under `authed_user`, asked for with `user_scope` and commas. Each token
 * is taken back by itself; whether refresh tokens are is not documented.
 */
export function slackDialect(options = { revokesRefreshTokens: true }): Dialect {
  const grants = createGrants()
  const refused = (error: string) => json({ ok: false, error })

  function token({ form }: Asked): Answer {
    if (form.get('client_id') !== slackClient.clientId) return refused('invalid_client_id')
    if (form.get('grant_type') === 'refresh_token') {
      const grant = grants.byRefresh(form.get('refresh_token'))
      if (!grant) return refused('token_revoked')
      const { access, refresh, scopes } = grants.renew(grant, true, 'xoxe.xoxp-')
      // On renewal the members are at the top.
      return json({
        ok: true,
        access_token: access,
        refresh_token: refresh,
        expires_in: 43_200,
        token_type: 'user',
        scope: scopes.join(','),
      })
    }
    const code = grants.redeem(form)
    if (!code?.challenge) return refused('invalid_code')
    const { access, refresh, scopes } = grants.issue(code.scopes, true, 'xoxe.xoxp-')
    return json({
      ok: true,
      app_id: 'A1',
      team: { id: 'T1', name: 'Acme' },
      authed_user: {
        id: 'U1',
        scope: scopes.join(','),
        access_token: access,
        refresh_token: refresh,
        token_type: 'user',
        expires_in: 43_200,
      },
    })
  }

  function revoke(token: string): Answer {
    if (!grants.byAccess(token) && !(options.revokesRefreshTokens && grants.byRefresh(token)))
      return refused('token_revoked')
    grants.takeBack(token)
    return json({ ok: true, revoked: true })
  }

  return {
    origins: ['https://slack.com'],
    answer(asked) {
      const { url } = asked
      const query = url.searchParams
      if (url.pathname === '/oauth/v2/authorize') {
        const redirectUri = query.get('redirect_uri') ?? ''
        if (!registered.includes(redirectUri) || query.has('scope')) return refused('bad_redirect_uri')
        const target = new URL(redirectUri)
        const scopes = (query.get('user_scope') ?? '').split(',')
        const challenge = query.get('code_challenge')
        target.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
        target.searchParams.set('state', query.get('state') ?? '')
        return redirect(target)
      }
      if (url.pathname === '/api/oauth.v2.access') return token(asked)
      if (url.pathname === '/api/auth.revoke') return revoke(asked.bearer ?? '')
      if (!grants.byAccess(asked.bearer)) return refused('token_revoked')
      switch (url.pathname) {
        case '/api/auth.test':
          return json({
            ok: true,
            url: 'https://acme.slack.com/',
            team: 'Acme',
            user: 'ada',
            team_id: 'T1',
            user_id: 'U1',
          })
        case '/api/users.info':
          return json({
            ok: true,
            user: { id: query.get('user'), profile: { real_name: 'Ada L', email: 'ada@acme.example' } },
          })
      }
      const from = Number(query.get('cursor') ?? 0)
      const size = Number(query.get('limit'))
      return json({
        ok: true,
        channels: items(channels, from, size, (id) => ({ id: `C${id}`, name: `channel-${id}` })),
        // At the end it is empty, not absent.
        response_metadata: { next_cursor: from + size < channels ? String(from + size) : '' },
      })
    },
  }
}
