import { z } from 'zod'
import { failureCodes, failureStages, likelyCauses } from './failure'
import { flowKinds } from './provider-summary'

const text = (maximum: number) => z.string().max(maximum)
const instant = z.number().int().nonnegative()

/** Characters. Some servers put all they know of a client into its id (RFC 7591 §3.2.1). */
export const longestClientId = 2000
export const longestScope = 300
export const mostScopes = 200
const scopeNames = z.array(text(longestScope)).max(mostScopes).readonly()

export const protections = [
  'pkce',
  'state',
  'nonce',
  'iss',
  'par',
  'dpop',
  'client_secret',
  'loopback',
] as const

/** Non-secret facts of a failure, as they are kept on disk. */
export const failureFacts = z
  .object({
    stage: z.enum(failureStages),
    host: text(300),
    serverError: text(80),
    serverDescription: text(300),
    status: z.number().int(),
    retryAfter: z.number(),
    port: z.number().int(),
    redirectUri: text(500),
    missingScopes: z.array(text(300)).max(100).readonly(),
    clockSkew: z.number(),
    subject: text(300),
    likely: z.array(z.enum(likelyCauses)).readonly(),
  })
  .partial()

/** The resource owner, as the provider names them. `subject` is the stable id, never an e-mail address. */
export const person = z.object({
  subject: text(500),
  name: text(300).optional(),
  login: text(300).optional(),
  email: text(320).optional(),
  /** A small picture as `data:` URI (main fetched it; the window loads nothing from elsewhere). */
  avatar: z.string().max(200_000).startsWith('data:image/').optional(),
  /** Team, workspace or tenant the grant is bound to. */
  tenant: text(300).optional(),
})

export const health = z.discriminatedUnion('state', [
  /** The token in hand is good, or can be renewed without the person. */
  z.object({ state: z.literal('working') }),
  /** The last try to renew or use it failed for a reason that will pass. `since` in ms. */
  z.object({
    state: z.literal('unreachable'),
    code: z.enum(failureCodes),
    facts: failureFacts.optional(),
    since: instant,
  }),
  /** The server itself ended the grant, or it ran out with nothing to renew it by. */
  z.object({
    state: z.literal('needs_reconnecting'),
    code: z.enum(failureCodes),
    facts: failureFacts.optional(),
    since: instant,
  }),
])

/** One resource owner at one provider through one client. All times are ms since the epoch. */
export const account = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  providerId: text(100),
  issuer: text(500),
  /** Address of the self-hosted server it is at; absent: the provider's fixed one. */
  base: text(500).optional(),
  clientId: text(longestClientId),
  label: text(120),
  person,
  flow: z.enum(flowKinds),
  scopes: z.object({
    asked: scopeNames,
    granted: scopeNames,
  }),
  protections: z.array(z.enum(protections)).max(20).readonly(),
  connectedAt: instant,
  /** When its person allowed it last; absent: when it was connected. */
  consentedAt: instant.optional(),
  renewedAt: instant.optional(),
  lastUsedAt: instant.optional(),
  /** When the access token in hand runs out; absent: the server did not say. */
  expiresAt: instant.optional(),
  /** When the means of renewing it run out, as the server foretells; absent: it did not, or they do not. */
  renewableUntil: instant.optional(),
  /** Since when `renewableUntil` has been what it is: renewals after that have not moved it. */
  renewableSince: instant.optional(),
  /** Whether Keyfob can get a new access token without the person. */
  renewable: z.boolean(),
  kept: z.enum(['keychain', 'session']),
  health,
})

export type Protection = (typeof protections)[number]
export type Person = Readonly<z.infer<typeof person>>
export type Health = z.infer<typeof health>
export type Account = Readonly<z.infer<typeof account>>
