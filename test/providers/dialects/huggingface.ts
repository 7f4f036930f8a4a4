import { type Answer, type Asked, type Dialect, json, redirect } from './cloud'
import { createGrants, isRegistered, items } from './grants'

export const huggingfaceClient = { clientId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee' }
const models = 250

/** Loopback hosts compared one by one, any port; public apps with PKCE alone; no revocation. */
export function huggingfaceDialect(): Dialect {
  const grants = createGrants()

  function token({ form }: Asked): Answer {
    if (form.get('client_id') !== huggingfaceClient.clientId) return json({ error: 'invalid_client' }, 401)
    const isRenewal = form.get('grant_type') === 'refresh_token'
    const old = grants.byRefresh(form.get('refresh_token'))
    const code = isRenewal ? undefined : grants.redeem(form)
    const grant = old
      ? grants.renew(old, true, 'hf_oauth_')
      : code?.challenge && grants.issue(code.scopes, true, 'hf_oauth_')
    if (!grant) return json({ error: 'invalid_grant', error_description: 'Invalid code' }, 400)
    return json({
      access_token: grant.access,
      token_type: 'bearer',
      expires_in: 28_800,
      refresh_token: grant.refresh,
      scope: grant.scopes.join(' '),
    })
  }

  return {
    origins: ['https://huggingface.co'],
    answer(asked) {
      const { url } = asked
      const query = url.searchParams
      if (url.pathname === '/oauth/authorize') {
        const redirectUri = query.get('redirect_uri') ?? ''
        // `localhost` would be another host.
        if (!isRegistered(redirectUri, 'http://127.0.0.1/callback'))
          return json({ error: 'Invalid redirect_uri' }, 400)
        const target = new URL(redirectUri)
        const scopes = (query.get('scope') ?? '').split(' ')
        const challenge = query.get('code_challenge')
        target.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
        target.searchParams.set('state', query.get('state') ?? '')
        return redirect(target)
      }
      if (url.pathname === '/oauth/token') return token(asked)
      if (!grants.byAccess(asked.bearer)) return json({ error: 'Invalid credentials' }, 401)
      if (url.pathname === '/oauth/userinfo') {
        return json({ sub: '62d', name: 'Ada', preferred_username: 'ada-l', email: 'ada@example.com' })
      }
      const from = Number(query.get('cursor') ?? 0)
      const size = Number(query.get('limit'))
      const next = new URL(url)
      next.searchParams.set('cursor', String(from + size))
      const author = query.get('author')
      return json(
        items(models, from, size, (id) => ({ id: `${author}/model-${id}`, private: true })),
        200,
        from + size < models ? { link: `<${next}>; rel="next"` } : {},
      )
    },
  }
}
