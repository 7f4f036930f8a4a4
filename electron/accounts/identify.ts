import type { Person } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { jsonOf } from '../http/get-json'
import type { FlowRecorder } from '../oauth/recorder'
import type { Issued } from '../oauth/token-response'
import type { IdentityFields } from '../providers/provider'
import { isRecord, textField } from '../support/field'
import { fetchAvatar } from './avatar'
import type { Grounds } from './grounds'
import { type AccountsWorld, oauthWorld } from './world'

const openidFields: IdentityFields = {
  id: 'sub',
  name: 'name',
  login: 'preferred_username',
  email: 'email',
  avatar: 'picture',
}

/**
 * Finds out who allowed it: from the checked ID token and userinfo, or by the provider's identity call.
 * Throws `identity_missing`, `identity_mismatch` and the failures of any request.
 */
export async function identify(
  issued: Issued,
  grounds: Grounds,
  world: Pick<AccountsWorld, 'fetch' | 'clock' | 'clockSkew' | 'loadOAuth'>,
  recorder: FlowRecorder,
): Promise<Person> {
  const { identity } = grounds.provider
  const [answer, fields] =
    identity.from === 'openid'
      ? [await openidIdentity(issued, grounds, world, recorder), openidFields]
      : [await askIdentity(identity, issued, grounds, world, recorder), identity.fields]
  const subject = textField(answer, fields.id, 500)
  if (!subject) {
    throw new Failure('identity_missing', 'the answer names nobody', {
      facts: { stage: 'identity', host: new URL(grounds.issuer).host },
    })
  }
  const avatar =
    fields.avatar && (await fetchAvatar(textField(answer, fields.avatar, 2000), grounds.origins, world.fetch))
  const optional = {
    name: fields.name && textField(answer, fields.name),
    login: fields.login && textField(answer, fields.login),
    email: fields.email && textField(answer, fields.email),
    tenant: fields.tenant && textField(answer, fields.tenant),
    avatar,
  }
  return { subject, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)) }
}

async function openidIdentity(
  issued: Issued,
  grounds: Grounds,
  world: Parameters<typeof identify>[2],
  recorder: FlowRecorder,
): Promise<Readonly<Record<string, unknown>>> {
  const { claims, tokens } = issued
  if (!claims) {
    throw new Failure('identity_missing', 'there is no ID token', { facts: { stage: 'identity' } })
  }
  if (!grounds.client.server.userinfo_endpoint) return claims
  const { fetchIdentity } = await world.loadOAuth()
  return {
    ...claims,
    ...(await fetchIdentity(grounds.client, tokens, claims.sub, oauthWorld(world), recorder)),
  }
}

async function askIdentity(
  identity: { readonly method: string; readonly url: string },
  issued: Issued,
  grounds: Grounds,
  world: Parameters<typeof identify>[2],
  recorder: FlowRecorder,
): Promise<unknown> {
  const address = grounds.address(identity.url)
  const { method } = identity
  const { host, origin, pathname } = new URL(address)
  if (!grounds.origins.includes(origin)) {
    throw new Failure('foreign_origin', `the token must not go to ${origin}`, {
      facts: { stage: 'identity', host },
    })
  }
  recorder.message({ kind: 'identity_request', request: `${method} ${origin}${pathname}` })
  const response = await world.fetch(address, {
    method,
    headers: {
      accept: 'application/json',
      ...grounds.provider.apiHeaders,
      authorization: `Bearer ${issued.tokens.accessToken.reveal()}`,
    },
  })
  recorder.message({ kind: 'identity_response', status: response.status })
  if (response.status >= 400) {
    const code =
      response.status === 401
        ? 'invalid_token'
        : response.status >= 500
          ? 'server_unavailable'
          : 'resource_refused'
    throw new Failure(code, `${host} answered ${response.status}`, {
      facts: { stage: 'identity', host, status: response.status },
    })
  }
  const answer = await jsonOf(response)
  if (!isRecord(answer))
    throw new Failure('response_invalid', 'the identity answer is no object', {
      facts: { stage: 'identity', host },
    })
  return answer
}
