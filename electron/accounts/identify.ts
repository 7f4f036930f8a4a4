import type { Person } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { FlowRecorder } from '../oauth/recorder'
import type { Issued } from '../oauth/token-response'
import type { IdentityFields } from '../providers/provider'
import { textField } from '../support/field'
import { plainText } from '../support/plain-text'
import { askIdentity, type IdentityWorld } from './ask-identity'
import { fetchAvatar } from './avatar'
import type { Grounds } from './grounds'
import { oauthWorld } from './world'

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
  world: IdentityWorld,
  recorder: FlowRecorder,
): Promise<Person> {
  const { identity } = grounds.provider
  const [answer, fields] =
    identity.from === 'openid'
      ? [await openidIdentity(issued, grounds, world, recorder), openidFields]
      : [await askIdentity(identity, issued, grounds, world, recorder), identity.fields]
  const subject = subjectIn(answer, fields.id)
  if (!subject) {
    throw new Failure('identity_missing', 'the answer names nobody', {
      facts: { stage: 'identity', host: new URL(grounds.issuer).host },
    })
  }
  const known = {
    ...(await furtherFacts(answer, issued, grounds, world, recorder)),
    ...factsIn(answer, fields),
  }
  const { avatar: address, ...facts } = known
  const avatar = await fetchAvatar(address, grounds.origins, world.fetch)
  return { subject, ...facts, ...(avatar ? { avatar } : {}) }
}

type Facts = Partial<Record<'name' | 'login' | 'email' | 'tenant' | 'avatar', string>>

const longestSubject = 500

/**
 * The stable id; several that name a person only together (workspace and user) are written as one. It is taken whole or
 * not at all: two long ids that begin alike must not become one person.
 */
function subjectIn(answer: unknown, paths: IdentityFields['id']): string | undefined {
  const parts = [paths].flat().map((path) => textField(answer, path, longestSubject + 1))
  const subject = parts.join('/')
  return parts.includes(undefined) || subject.length > longestSubject ? undefined : subject
}

function factsIn(answer: unknown, fields: Omit<IdentityFields, 'id'>): Facts {
  const { avatar, ...texts } = fields
  const found = [
    ...Object.entries(texts).map(
      ([name, path]) => [name, path && plainText(textField(answer, String(path)) ?? '')] as const,
    ),
    ['avatar', avatar && avatarAddress(answer, avatar)] as const,
  ]
  return Object.fromEntries(found.filter(([name, value]) => name !== 'id' && value))
}

/** A path into the answer, or an address with paths in it. */
function avatarAddress(answer: unknown, avatar: string): string | undefined {
  return avatar.includes('{') ? filledIn(avatar, answer) : textField(answer, avatar, 2000)
}

/** An address with `{paths}` into an answer; undefined where one of them leads nowhere. */
function filledIn(template: string, answer: unknown): string | undefined {
  let isWhole = true
  const filled = template.replace(/\{([\w.@-]+)\}/g, (whole, path: string) => {
    if (path === 'base') return whole
    const value = textField(answer, path)
    isWhole = isWhole && value !== undefined
    return encodeURIComponent(value ?? '')
  })
  return isWhole ? filled : undefined
}

/** What the first answer does not say. A person without it is still that person, so no failure here ends anything. */
async function furtherFacts(
  answer: unknown,
  issued: Issued,
  grounds: Grounds,
  world: IdentityWorld,
  recorder: FlowRecorder,
): Promise<Facts> {
  const { identity } = grounds.provider
  const questions = identity.from === 'request' ? (identity.also ?? []) : []
  let facts: Facts = {}
  for (const { url: template, fields } of questions) {
    const url = filledIn(template, answer)
    if (!url) continue
    const more = await askIdentity({ method: 'GET', url }, issued, grounds, world, recorder).catch(() => ({}))
    facts = { ...factsIn(more, fields), ...facts }
  }
  return facts
}

async function openidIdentity(
  issued: Issued,
  grounds: Grounds,
  world: IdentityWorld,
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
