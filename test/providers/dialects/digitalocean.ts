import { type Answer, type Asked, type Dialect, json, nothing, redirect } from './cloud'
import { createGrants, isRegistered, items } from './grants'

const droplets = 450
const registeredUri = 'http://127.0.0.1/callback'

/**
 * Dynamic registration, `info` and `uid` beside the token, `bearer` in place of `token_type`, errors as `id` and
 * `message`, and a revocation whose credential is the token itself.
 */
export function digitaloceanDialect(): Dialect & {
  readonly registered: () => number
  readonly purge: () => void
} {
  const grants = createGrants()
  const clients = new Set<string>()
  let made = 0

  function token({ form }: Asked): Answer {
    if (!clients.has(form.get('client_id') ?? '')) {
      return json({ error: 'invalid_client', error_description: 'no such client' }, 401)
    }
    if (form.get('grant_type') === 'refresh_token') {
      const grant = grants.byRefresh(form.get('refresh_token'))
      if (!grant) return json({ error: 'invalid_grant', error_description: 'refresh token is used' }, 400)
      return tokens(grants.renew(grant, true, 'doo_v1_'))
    }
    const code = grants.redeem(form)
    if (!code?.challenge) return json({ id: 'invalid_grant', message: 'The code is not valid' }, 400)
    return tokens(grants.issue(code.scopes, true, 'doo_v1_'))
  }

  const tokens = (grant: ReturnType<typeof grants.issue>) =>
    json({
      access_token: grant.access,
      bearer: 'bearer',
      expires_in: 2_592_000,
      refresh_token: grant.refresh,
      scope: grant.scopes.join(' '),
      uid: 'sammy-uuid',
      info: {
        uuid: 'sammy-uuid',
        name: 'Sammy',
        email: 'sammy@example.com',
        team_uuid: 'team-uuid',
        team_name: 'Sea',
      },
    })

  return {
    origins: ['https://cloud.digitalocean.com', 'https://api.digitalocean.com'],
    registered: () => made,
    /** Forgets every client, as clients do that nobody has used for long. */
    purge: () => clients.clear(),
    answer(asked) {
      const { url, form, bearer, body } = asked
      switch (`${asked.method} ${url.host}${url.pathname}`) {
        case 'POST cloud.digitalocean.com/v1/oauth/register': {
          const wanted = JSON.parse(body) as { redirect_uris: string[]; token_endpoint_auth_method: string }
          if (wanted.token_endpoint_auth_method !== 'none' || wanted.redirect_uris[0] !== registeredUri) {
            return json({ error: 'invalid_client_metadata' }, 400)
          }
          const clientId = `client-${made}`
          made += 1
          clients.add(clientId)
          return json(
            { client_id: clientId, redirect_uris: wanted.redirect_uris, token_endpoint_auth_method: 'none' },
            201,
          )
        }
        case 'GET cloud.digitalocean.com/v1/oauth/authorize': {
          const redirectUri = url.searchParams.get('redirect_uri') ?? ''
          // A bad redirect or scope stays on their own page.
          if (!clients.has(url.searchParams.get('client_id') ?? ''))
            return json({ id: 'no such client' }, 400)
          if (!isRegistered(redirectUri, registeredUri)) return json({ id: 'bad redirect' }, 400)
          const target = new URL(redirectUri)
          const scopes = (url.searchParams.get('scope') ?? '').split(' ')
          const challenge = url.searchParams.get('code_challenge')
          target.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
          target.searchParams.set('state', url.searchParams.get('state') ?? '')
          return redirect(target)
        }
        case 'POST cloud.digitalocean.com/v1/oauth/token':
          return token(asked)
        case 'POST cloud.digitalocean.com/v1/oauth/revoke': {
          const grant = grants.byAccess(bearer)
          if (!grant || form.get('token') !== bearer) return json({ id: 'unauthorized', message: 'no' }, 401)
          grants.end(grant)
          return nothing(204)
        }
      }
      if (!grants.byAccess(bearer))
        return json({ id: 'Unauthorized', message: 'Unable to authenticate you' }, 401)
      if (url.pathname === '/v2/account') {
        return json({
          account: {
            uuid: 'sammy-uuid',
            name: 'Sammy',
            email: 'sammy@example.com',
            team: { uuid: 'team-uuid', name: 'Sea' },
          },
        })
      }
      const page = Number(url.searchParams.get('page'))
      const size = Number(url.searchParams.get('per_page'))
      return json(
        {
          droplets: items(droplets, (page - 1) * size, size, (id) => ({
            id,
            name: `droplet-${id}`,
            status: 'active',
          })),
          links: {},
          meta: { total: droplets },
        },
        200,
        { 'ratelimit-limit': '5000', 'ratelimit-remaining': '4999', 'ratelimit-reset': '1900000000' },
      )
    },
  }
}
