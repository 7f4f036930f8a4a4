import { z } from 'zod'
import type { FailureReport } from './failure'
import { flowKinds } from './provider-summary'

const text = (maximum: number) => z.string().trim().min(1).max(maximum)
const address = z.url({ protocol: /^https?$/ }).max(500)
const path = z
  .string()
  .max(200)
  .regex(/^\/[\w./~-]*$/)

/** Whether a provider is one that a person added, by its id. */
export function isCustom(providerId: string): boolean {
  return providerId.startsWith('custom-')
}

/** A provider that a person added. Addresses are https, or http on loopback; main checks that, whoever sends it. */
export const customProvider = z.strictObject({
  /** `custom-…`; given by Keyfob when it is saved for the first time. */
  id: z
    .string()
    .regex(/^custom-[a-z0-9-]{1,60}$/)
    .optional(),
  name: text(60),
  issuer: address,
  server: z.discriminatedUnion('kind', [
    /** Asked for its endpoints whenever they are needed (OpenID Connect Discovery, RFC 8414). */
    z.strictObject({ kind: z.literal('discovery') }),
    z.strictObject({
      kind: z.literal('endpoints'),
      authorization: address.optional(),
      token: address,
      revocation: address.optional(),
      deviceAuthorization: address.optional(),
    }),
  ]),
  flows: z.array(z.enum(flowKinds)).min(1).max(3).readonly(),
  /** Whether to ask for an ID token, and so for `openid`. */
  openid: z.boolean(),
  scopes: z
    .array(
      z.strictObject({
        name: text(200).regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/),
        explanation: z.string().max(300),
        required: z.boolean(),
      }),
    )
    .max(100)
    .readonly(),
  /** Who the account is: from the ID token, or by a request with the token. */
  identity: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('openid') }),
    z.strictObject({
      from: z.literal('request'),
      url: address,
      idField: text(200),
      nameField: z.string().max(200).optional(),
      emailField: z.string().max(200).optional(),
    }),
  ]),
  /** Origins besides the identity address that the token may be sent to: for the API console. */
  apiOrigins: z.array(address).max(20).readonly(),
  redirect: z.strictObject({
    host: z.enum(['127.0.0.1', 'localhost']),
    /** Absent: any port. */
    port: z.number().int().min(1024).max(65_535).optional(),
    path,
  }),
  clientAuthentication: z.enum(['client_secret_basic', 'client_secret_post']),
  /** Whether the server is asked to make a client (RFC 7591). */
  registration: z.boolean(),
})
export type CustomProvider = Readonly<z.infer<typeof customProvider>>

export interface SavedCustomProvider extends CustomProvider {
  readonly id: string
  readonly accountIds: readonly string[]
  /** Access that was taken away here is still to be ended there: its server could not be reached. */
  readonly isRevokedLater: boolean
}

/** What a server says of itself, put so that a person can judge it. */
export interface DiscoveredServer {
  readonly issuer: string
  readonly flows: readonly CustomProvider['flows'][number][]
  readonly openid: boolean
  /** Whether it makes a client for whoever asks. */
  readonly registration: boolean
  readonly revocation: boolean
  /** What protects a sign-in: offered, not offered, or not told. */
  readonly protections: readonly {
    readonly name: 'pkce' | 'iss' | 'par' | 'dpop'
    readonly offered: 'yes' | 'no' | 'not_told'
  }[]
  readonly scopes: readonly string[]
  readonly endpoints: readonly { readonly name: string; readonly address: string }[]
  /** Why Keyfob will not connect to it (implicit or password grant only, no S256). */
  readonly refusal?: FailureReport
  /** Filled in from all this, to be changed or saved as it is. */
  readonly suggestion: CustomProvider
}
