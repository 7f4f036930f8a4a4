import type { Person } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { FlowRecorder } from '../oauth/recorder'
import type { Issued } from '../oauth/token-response'
import type { IdentityFields } from '../providers/provider'
import { askIdentity, type IdentityWorld } from './ask-identity'
import { fetchAvatar } from './avatar'
import type { Grounds } from './grounds'
import { type Facts, factsIn, filledIn, type Said, saidOf, subjectIn } from './identity-facts'
import { oauthWorld } from './world'

const openidFields: IdentityFields = {
  id: 'sub',
  name: 'name',
  login: 'preferred_username',
  email: 'email',
  avatar: 'picture',
}

export interface Identified {
  readonly person: Person
  /** What an account of theirs was known by, before the provider's data had a better id. */
  readonly formerSubject?: string
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
): Promise<Identified> {
  const { identity } = grounds.provider
  const [answer, fields] =
    identity.from === 'openid'
      ? [await openidIdentity(issued, grounds, world, recorder), openidFields]
      : [await askIdentity(identity, issued, grounds, world, recorder), identity.fields]
  const said = saidOf(answer, issued.tokens, identity)
  const subject = subjectIn(said, fields.id)
  const formerSubject = fields.formerId && subjectIn(said, fields.formerId)
  if (!subject) {
    throw new Failure('identity_missing', 'the answer names nobody', {
      facts: { stage: 'identity', host: new URL(grounds.issuer).host },
    })
  }
  const known = await furtherFacts(factsIn(said, fields), said, issued, grounds, world, recorder)
  const { avatar: address, ...facts } = known
  const avatar = await fetchAvatar(address, grounds.origins, world.fetch)
  return {
    person: { subject, ...facts, ...(avatar ? { avatar } : {}) },
    ...(formerSubject ? { formerSubject } : {}),
  }
}

/**
 * What is known, and what the first answer does not say. A person without it is still that person, so no failure here ends
 * anything.
 */
async function furtherFacts(
  known: Facts,
  said: Said,
  issued: Issued,
  grounds: Grounds,
  world: IdentityWorld,
  recorder: FlowRecorder,
): Promise<Facts> {
  const { identity } = grounds.provider
  const questions = identity.from === 'request' ? (identity.also ?? []) : []
  let facts = known
  for (const { url: template, fields, scope } of questions) {
    const url = filledIn(template, said)
    const isKnown = Object.keys(fields).every((name) => name in facts)
    // A server that does not say what it granted is asked.
    const isAllowed = scope === undefined || (issued.tokens.scope?.includes(scope) ?? true)
    if (!url || isKnown || !isAllowed) continue
    const more = await askIdentity({ method: 'GET', url }, issued, grounds, world, recorder).catch(() => ({}))
    facts = { ...factsIn({ ...said, answer: more }, fields), ...facts }
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
