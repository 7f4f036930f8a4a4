import { type Answer, type Asked, type Dialect, json, nothing, redirect } from './cloud'
import { createGrants, isRegistered, items } from './grants'

export const githubClient = { clientId: 'Ov23liABCDEFGHIJKLMN', credential: 'a'.repeat(40) }
const repositories = 250

/**
 * Errors inside a 200, form-encoded answers unless JSON is asked for, scopes with commas, pages by `Link`, and the
 * grant deleted with the client's own credentials.
 */
export function githubDialect(): Dialect {
  const grants = createGrants()

  function answerToken(asked: Asked, members: Record<string, string | number>): Answer {
    if (asked.headers.accept === 'application/json') return json(members)
    const body = new URLSearchParams(
      Object.entries(members).map(([name, value]) => [name, String(value)]),
    ).toString()
    return { status: 200, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body }
  }

  function token(asked: Asked): Answer {
    const { form } = asked
    const refused = (error: string) => answerToken(asked, { error, error_description: error })
    if (form.get('client_id') !== githubClient.clientId) return refused('incorrect_client_credentials')
    if (form.get('client_secret') !== githubClient.credential) return refused('incorrect_client_credentials')
    if (form.get('grant_type') === 'refresh_token') {
      const grant = grants.byRefresh(form.get('refresh_token'))
      if (!grant) return refused('bad_refresh_token')
      return answerToken(asked, tokens(grants.renew(grant, true, 'gho_')))
    }
    const code = grants.redeem(form)
    if (!code) return refused('bad_verification_code')
    const expires = code.scopes.includes('offline_access')
    return answerToken(asked, tokens(grants.issue(code.scopes, expires, 'gho_')))
  }

  function tokens({
    access,
    refresh,
    scopes,
  }: ReturnType<typeof grants.issue>): Record<string, string | number> {
    return {
      access_token: access,
      token_type: 'bearer',
      scope: scopes.join(','),
      ...(refresh
        ? { refresh_token: refresh, expires_in: 28_800, refresh_token_expires_in: 15_897_600 }
        : {}),
    }
  }

  function deleteGrant({ headers, body }: Asked): Answer {
    const { clientId, credential } = githubClient
    const basic = `Basic ${Buffer.from(`${clientId}:${credential}`).toString('base64')}`
    if (headers.authorization !== basic) return json({ message: 'Not Found' }, 404)
    const grant = grants.byAccess((JSON.parse(body) as { access_token: string }).access_token)
    if (!grant) return json({ message: 'Validation Failed' }, 422)
    grants.end(grant)
    return nothing(204)
  }

  return {
    origins: ['https://github.com', 'https://api.github.com'],
    answer(asked) {
      const { method, url } = asked
      if (method === 'GET' && url.pathname === '/login/oauth/authorize') {
        const redirectUri = url.searchParams.get('redirect_uri') ?? ''
        if (!isRegistered(redirectUri, 'http://127.0.0.1/callback')) return json({}, 404)
        const target = new URL(redirectUri)
        const scopes = (url.searchParams.get('scope') ?? '').split(' ')
        const challenge = url.searchParams.get('code_challenge')
        target.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
        target.searchParams.set('state', url.searchParams.get('state') ?? '')
        return redirect(target)
      }
      if (url.pathname === '/login/oauth/access_token') return token(asked)
      if (method === 'DELETE' && url.pathname === `/applications/${githubClient.clientId}/grant`)
        return deleteGrant(asked)
      const grant = grants.byAccess(asked.bearer)
      if (!grant) return json({ message: 'Bad credentials' }, 401)
      if (url.pathname === '/user') {
        return json({ id: 583_231, login: 'octocat', name: null, email: null })
      }
      if (url.pathname === '/user/emails') {
        if (!grant.scopes.includes('user:email')) return json({ message: 'Not Found' }, 404)
        return json([
          { email: 'old@github.com', primary: false, verified: true, visibility: null },
          { email: 'octocat@github.com', primary: true, verified: true, visibility: 'private' },
        ])
      }
      const page = Number(url.searchParams.get('page') ?? 1)
      const size = Number(url.searchParams.get('per_page'))
      const next = new URL(url)
      next.searchParams.set('page', String(page + 1))
      const link = page * size < repositories ? { link: `<${next}>; rel="next", <${url}>; rel="first"` } : {}
      return json(
        items(repositories, (page - 1) * size, size, (id) => ({ id, full_name: `octocat/repo-${id}` })),
        200,
        {
          ...link,
          'x-oauth-scopes': grant.scopes.join(', '),
          'x-ratelimit-limit': '5000',
          'x-ratelimit-remaining': '4990',
        },
      )
    },
  }
}
