import { type Answer, type Asked, type Dialect, json, redirect } from './cloud'
import { createGrants, items } from './grants'

export const microsoftClient = { clientId: '11111111-2222-3333-4444-555555555555' }
const files = 450

/** `http://localhost` with any port and a slash, no secret allowed, `@odata.nextLink`, and no revocation at all. */
export function microsoftDialect(): Dialect {
  const grants = createGrants()
  const failure = (error: string, code: number) =>
    json({ error, error_description: `AADSTS${code}: ${error}`, error_codes: [code], trace_id: 't' }, 400)

  function token({ form }: Asked): Answer {
    if (form.has('client_secret')) return failure('invalid_client', 700025)
    if (form.get('client_id') !== microsoftClient.clientId) return failure('unauthorized_client', 700016)
    const isRenewal = form.get('grant_type') === 'refresh_token'
    const old = grants.byRefresh(form.get('refresh_token'))
    const code = isRenewal ? undefined : grants.redeem(form)
    const scopes = old?.scopes ?? code?.scopes
    if (!scopes) return failure('invalid_grant', 70008)
    // A new pair each time; the old one stays as it is.
    const { access, refresh } = grants.issue(scopes, scopes.includes('offline_access'))
    return json({
      token_type: 'Bearer',
      scope: [...scopes.filter((scope) => scope !== 'offline_access'), 'Calendars.Read'].join(' '),
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: access,
      refresh_token: refresh,
    })
  }

  return {
    origins: ['https://login.microsoftonline.com', 'https://graph.microsoft.com'],
    answer(asked) {
      const { url } = asked
      const query = url.searchParams
      if (/^\/[\w.-]+\/oauth2\/v2\.0\/authorize$/.test(url.pathname)) {
        const target = new URL(query.get('redirect_uri') ?? '')
        if (target.hostname !== 'localhost' || target.pathname !== '/')
          return failure('invalid_request', 50011)
        const scopes = (query.get('scope') ?? '').split(' ')
        const challenge = query.get('code_challenge')
        const redirectUri = query.get('redirect_uri') ?? ''
        target.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
        target.searchParams.set('state', query.get('state') ?? '')
        target.searchParams.set('session_state', 'abc')
        return redirect(target)
      }
      if (/^\/[\w.-]+\/oauth2\/v2\.0\/token$/.test(url.pathname)) return token(asked)
      if (!grants.byAccess(asked.bearer)) {
        return json({ error: { code: 'InvalidAuthenticationToken', message: 'no' } }, 401)
      }
      if (url.pathname === '/v1.0/me') {
        return json({
          id: 'graph-id',
          displayName: 'Megan',
          userPrincipalName: 'megan@contoso.com',
          mail: null,
        })
      }
      if (url.pathname === '/v1.0/organization') return json({ value: [{ id: 't', displayName: 'Contoso' }] })
      const from = Number(query.get('$skiptoken') ?? 0)
      const size = Number(query.get('$top'))
      const next = new URL(url)
      next.searchParams.set('$skiptoken', String(from + size))
      return json({
        value: items(files, from, size, (id) => ({ id: `d${id}`, name: `file-${id}`, size: id })),
        ...(from + size < files ? { '@odata.nextLink': next.href } : {}),
      })
    },
  }
}
