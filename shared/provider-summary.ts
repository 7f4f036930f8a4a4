import type { ClientOrigin } from './client'

/** Ways to get a grant, in the words of RFC 6749 §1.3 and RFC 8628. */
export const flowKinds = ['authorization_code', 'device_code', 'client_credentials'] as const
export type FlowKind = (typeof flowKinds)[number]

export interface ScopeSummary {
  /** The scope as the server knows it. */
  readonly name: string
  /** Two or three words for a chip: "Servers". */
  readonly label: string
  /** One line in plain words: "See your servers and their addresses". */
  readonly explanation: string
  /** Always asked for: without it the account cannot be named. */
  readonly required: boolean
  /** Part of the minimum that is preselected. */
  readonly preselected: boolean
  /** True when the scope lets Keyfob change something. */
  readonly changes: boolean
  /** Ways in that know this scope; absent: all of the provider's. What is about a person has no place where there is none. */
  readonly flows?: readonly FlowKind[]
}

/** One way into a provider. */
export interface WayIn {
  readonly flow: FlowKind
  readonly recommended: boolean
  /** One line: why, or why not first. Plain text. */
  readonly why: string
  /** Whether a client secret has to be stored for this way; device codes often need none. */
  readonly needsCredential: boolean
}

/** Groups of facts about a provider, each looked up by itself. */
export const factNames = [
  'endpoints',
  'redirect',
  'pkce',
  'client',
  'scopes',
  'tokens',
  'identity',
  'revocation',
  'resources',
  'pages',
] as const
export type FactName = (typeof factNames)[number]

/** For a self-hosted provider: the address the person has to give. */
export interface BaseAddress {
  /** "Address of your GitLab" */
  readonly label: string
  readonly example: string
  /** What most people mean; absent: there is no such. */
  readonly preset?: string
  /** Addresses that accounts or clients exist for. */
  readonly known: readonly string[]
}

/** What the window knows of a provider: enough to choose it, to explain it and to draw it. */
export interface ProviderSummary {
  readonly id: string
  readonly name: string
  /** Simple Icons slug; absent: a drawn initial. */
  readonly mark?: string
  /** One line under the name in the provider grid. */
  readonly description: string
  readonly category: 'sandbox' | 'cloud' | 'code' | 'files' | 'work' | 'identity' | 'other'
  /** In order of recommendation. */
  readonly flows: readonly FlowKind[]
  readonly scopes: readonly ScopeSummary[]
  /** Whether the person must bring a client of their own before connecting. */
  readonly needsClient: boolean
  /** Page on which the person can see and end grants by hand. */
  readonly grantedAppsUrl?: string
  readonly docsUrl?: string

  /** In the order of `flows`; absent only in data made by hand for a preview. */
  readonly ways?: readonly WayIn[]
  /** Where the client for the next connection comes from; absent: there is none yet, or the server will make one. */
  readonly clientOrigin?: ClientOrigin
  /** The server makes a client by itself the first time (RFC 7591). */
  readonly makesClient?: boolean
  /** Page on which apps are registered. */
  readonly consoleUrl?: string
  /** Self-hosted, or with an address of its own: `connect` wants `base`, unless there is a preset. */
  readonly base?: BaseAddress
  /** What could not be verified by the provider's own documents, in words; a fact that is not here has been. */
  readonly unverified?: Readonly<Partial<Record<FactName, string>>>
  /** Things worth knowing before connecting, one line each. */
  readonly cautions?: readonly string[]
  /** Its tokens do not expire where its answer names no lifetime. */
  readonly lastingTokens?: boolean
  /** Added by the person: can be edited, exported and removed. */
  readonly custom?: boolean
  /** Forbidden by the organisation's policy: shown, cannot be connected. */
  readonly forbidden?: boolean
}
