import type { Person } from '../../shared/account'
import { extrasOf, type TokenSet } from '../oauth/token-set'
import type { Identity, IdentityFields } from '../providers/provider'
import { textField } from '../support/field'
import { plainText } from '../support/plain-text'

/** What the provider said of a person: its answer to the identity call, and the members that it named with the tokens. */
export interface Said {
  readonly answer: unknown
  readonly tokenAnswer: Readonly<Record<string, unknown>>
}

/** A path that a person typed for a provider of theirs reaches no token: of that answer, only named members are taken. */
export function saidOf(answer: unknown, tokens: TokenSet, identity: Identity): Said {
  const named = identity.from === 'request' ? (identity.tokenAnswer ?? []) : []
  const members = Object.entries(extrasOf(tokens)).filter(([name]) => named.includes(name))
  return { answer, tokenAnswer: Object.fromEntries(members) }
}

export type Facts = Partial<Record<'avatar' | Exclude<keyof Person, 'subject'>, string>>

const longestSubject = 500

/**
 * The stable id; several that name a person only together (workspace and user) are written as one. It is taken whole or
 * not at all: two long ids that begin alike must not become one person.
 */
export function subjectIn(said: Said, paths: IdentityFields['id']): string | undefined {
  const parts = [paths].flat().map((path) => textIn(said, path, longestSubject + 1))
  const subject = parts.join('/')
  return parts.includes(undefined) || subject.length > longestSubject ? undefined : subject
}

export function factsIn(said: Said, fields: Omit<IdentityFields, 'id' | 'formerId'>): Facts {
  const { name, login, email, tenant, avatar } = fields
  const found = [
    ...Object.entries({ name, login, email, tenant }).map(
      ([fact, paths = []]) => [fact, plainText(wordsIn(said, [paths].flat()))] as const,
    ),
    ['avatar', avatar && avatarAddress(said, avatar)] as const,
  ]
  return Object.fromEntries(found.filter(([, value]) => value))
}

/** An address with `{paths}` into an answer; undefined where one of them leads nowhere. */
export function filledIn(template: string, said: Said): string | undefined {
  let isWhole = true
  const filled = template.replace(/\{([\w.@-]+)\}/g, (whole, path: string) => {
    if (path === 'base') return whole
    const value = textField(said.answer, path)
    isWhole = isWhole && value !== undefined
    return encodeURIComponent(value ?? '')
  })
  return isWhole ? filled : undefined
}

/** A path into the answer, or an address with paths in it. */
function avatarAddress(said: Said, avatar: string): string | undefined {
  return avatar.includes('{') ? filledIn(avatar, said) : textIn(said, avatar, 2000)
}

const longestFact = 300

function wordsIn(said: Said, paths: readonly string[]): string {
  const words = paths.map((path) => textIn(said, path)).filter((word) => word !== undefined)
  return words.join(' ').slice(0, longestFact)
}

const withTokens = 'token_answer:'

function textIn({ answer, tokenAnswer }: Said, path: string, maximum?: number): string | undefined {
  return path.startsWith(withTokens)
    ? textField(tokenAnswer, path.slice(withTokens.length), maximum)
    : textField(answer, path, maximum)
}
