import { type Answer, type Asked, type Dialect, json, redirect } from './cloud'
import { createGrants, items } from './grants'

export const googleClient = {
  clientId: '1234-abcdef.apps.googleusercontent.com',
  credential: `GOCSPX-${'b'.repeat(28)}`,
}
const files = 250
const long: Readonly<Record<string, string>> = {
  email: 'https://www.googleapis.com/auth/userinfo.email',
  profile: 'https://www.googleapis.com/auth/userinfo.profile',
}

/**
 * A refresh token with the first consent only, boxes that people leave unticked, identity scopes in their long form, a
 * secret that is wanted though it is none, and a revocation that ends the whole grant.
 */
export function googleDialect(): Dialect & { untick: (scope: string) => void } {
  const grants = createGrants()
  const unticked = new Set<string>()
  let hasConsented = false
  let gives = false

  function token({ form }: Asked): Answer {
    if (form.get('client_secret') !== googleClient.credential) {
      return json({ error: 'invalid_client', error_description: 'Unauthorized' }, 401)
    }
    if (form.get('grant_type') === 'refresh_token') {
      const grant = grants.byRefresh(form.get('refresh_token'))
      if (!grant)
        return json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400)
      const { access, scopes } = grants.renew(grant, false, 'ya29.')
      return json({ access_token: access, expires_in: 3599, scope: scopes.join(' '), token_type: 'Bearer' })
    }
    const code = grants.redeem(form)
    if (!code) return json({ error: 'invalid_grant', error_description: 'Malformed auth code.' }, 400)
    const { access, refresh, scopes } = grants.issue(code.scopes, gives, 'ya29.')
    return json({
      access_token: access,
      expires_in: 3599,
      scope: scopes.join(' '),
      token_type: 'Bearer',
      id_token: 'nobody.looks.here',
      ...(refresh ? { refresh_token: refresh } : {}),
    })
  }

  return {
    origins: [
      'https://accounts.google.com',
      'https://oauth2.googleapis.com',
      'https://www.googleapis.com',
      'https://openidconnect.googleapis.com',
    ],
    untick: (scope) => unticked.add(scope),
    answer(asked) {
      const { url } = asked
      const query = url.searchParams
      if (url.pathname === '/o/oauth2/v2/auth') {
        const redirectUri = query.get('redirect_uri') ?? ''
        if (new URL(redirectUri).hostname !== '127.0.0.1')
          return json({ error: 'redirect_uri_mismatch' }, 400)
        const asksAgain = query.get('prompt')?.includes('consent') ?? false
        gives = query.get('access_type') === 'offline' && (!hasConsented || asksAgain)
        hasConsented = true
        const asked = (query.get('scope') ?? '').split(' ')
        const scopes = asked.filter((scope) => !unticked.has(scope)).map((scope) => long[scope] ?? scope)
        const target = new URL(redirectUri)
        const challenge = query.get('code_challenge')
        target.searchParams.set('state', query.get('state') ?? '')
        target.searchParams.set('iss', 'https://accounts.google.com')
        target.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
        target.searchParams.set('scope', scopes.join(' '))
        return redirect(target)
      }
      if (url.pathname === '/token') return token(asked)
      if (url.pathname === '/revoke') {
        const value = asked.form.get('token')
        const grant = grants.byAccess(value) ?? grants.byRefresh(value)
        if (!grant)
          return json({ error: 'invalid_token', error_description: 'Token expired or revoked' }, 400)
        grants.end(grant)
        return json({})
      }
      if (!grants.byAccess(asked.bearer)) {
        return json({ error: { code: 401, message: 'Invalid Credentials', status: 'UNAUTHENTICATED' } }, 401)
      }
      if (url.pathname === '/v1/userinfo') {
        return json({ sub: '1099', name: 'Ada', email: 'ada@gmail.com' })
      }
      const from = Number(query.get('pageToken') ?? 0)
      const size = Number(query.get('pageSize'))
      const more = from + size < files ? { nextPageToken: String(from + size) } : {}
      return json({
        files: items(files, from, size, (id) => ({ id: `f${id}`, name: `file-${id}`, size: '12' })),
        ...more,
      })
    },
  }
}
