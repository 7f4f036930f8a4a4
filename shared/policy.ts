/** What an organisation laid down in its policy file. Read-only here. */
export interface PolicyInfo {
  /** Whether there is a policy file. */
  readonly managed: boolean
  /** Where it is, or would be looked for. */
  readonly path: string
  /** It is there and cannot be understood: nothing may be connected until it can. */
  readonly damaged: boolean
  /** Name of the organisation, as it calls itself. */
  readonly organisation?: string
  /** Provider ids; absent: all are allowed. */
  readonly allowedProviders?: readonly string[]
  readonly forbiddenProviders: readonly string[]
  readonly customProviders: boolean
  readonly sandbox: boolean
  readonly apiConsole: boolean
  /** Whether Keyfob may bring itself up to date. */
  readonly updates: boolean
  /** Where from; absent: from where the build says. */
  readonly updateUrl?: string
  /** Providers whose client the policy brings. */
  readonly clientsFor: readonly string[]
  /** Per provider: the only scopes that may be asked for. */
  readonly onlyScopes: Readonly<Record<string, readonly string[]>>
}
