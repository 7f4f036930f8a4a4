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
}
