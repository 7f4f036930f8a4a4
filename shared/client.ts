import type { FailureReport } from './failure'

/** Where a client comes from, in words of the person: who made it and who may change it. */
export const clientOrigins = ['built_in', 'shipped', 'managed', 'registered', 'own'] as const
/**
 * - `built_in`: in the provider's data (the sandbox's).
 * - `shipped`: came with this build of Keyfob.
 * - `managed`: the organisation's policy brings it.
 * - `registered`: the server made it for this installation (RFC 7591).
 * - `own`: the person registered an app at the provider and entered its id.
 */
export type ClientOrigin = (typeof clientOrigins)[number]

/** Which client is meant: a self-hosted provider has one at each of its addresses. */
export interface ClientAddress {
  readonly providerId: string
  /** Address of a self-hosted server; absent: the provider's own, or its default. */
  readonly base?: string | undefined
}

/** What a person pasted. Goes to main and never comes back. */
export interface PastedClient extends ClientAddress {
  readonly clientId: string
  readonly credential?: string | undefined
}

/** A client as the window sees it: nothing of it is secret. */
export interface ClientSummary extends ClientAddress {
  readonly clientId: string
  readonly origin: ClientOrigin
  /** Whether a client secret is kept with it. */
  readonly hasCredential: boolean
  /** ms since the epoch; absent: never, or not known. */
  readonly credentialExpiresAt?: number
  readonly credentialState: 'none' | 'good' | 'expires_soon' | 'expired'
  readonly savedAt?: number
  /** Accounts that were connected through it and are renewed with it. */
  readonly accountIds: readonly string[]
  /** Accounts of the same provider and address that still hold on to the client before this one. */
  readonly olderAccountIds: readonly string[]
}

/**
 * What looking at a pasted client found.
 * - `whitespace`, `quotes`, `label`: were around it and have been taken off ("Client ID: " is a label).
 * - `lookalike`: characters that look like Latin letters and are not.
 * - `inner_whitespace`, `not_text`: cannot be right.
 * - `id_is_credential`, `credential_is_id`, `swapped`, `same`: the wrong one of the two.
 * - `other_provider`: has the shape of another provider's, which `subject` names.
 * - `unusual_shape`: not the shape this provider's have; may be right all the same.
 * - `url`: an address, not an id.
 * - `credential_missing`, `credential_not_wanted`: the provider insists on one, or refuses apps that send one.
 */
export const pasteFindings = [
  'whitespace',
  'quotes',
  'label',
  'lookalike',
  'inner_whitespace',
  'not_text',
  'id_is_credential',
  'credential_is_id',
  'swapped',
  'same',
  'other_provider',
  'unusual_shape',
  'url',
  'credential_missing',
  'credential_not_wanted',
] as const
export interface PasteFinding {
  readonly field: 'clientId' | 'credential'
  readonly what: (typeof pasteFindings)[number]
  /** `cured`: taken care of; `doubt`: may be saved; `wrong`: cannot be saved like this. */
  readonly weight: 'cured' | 'doubt' | 'wrong'
  /** The name of the other provider, or the characters in question. */
  readonly subject?: string
}

export interface ClientCheck {
  /** The id as it would be saved. */
  readonly clientId: string
  readonly findings: readonly PasteFinding[]
  /** No finding is `wrong`. */
  readonly savable: boolean
}

/**
 * What the provider said when it was shown the client.
 * - `accepted`: it knows the client (and its secret).
 * - `refused`: it does not; `failure` says what it answered.
 * - `unclear`: its answer says neither; `failure` has it.
 * - `no_way`: this provider gives no way to ask without a person signing in.
 */
export interface ClientTrial {
  readonly outcome: 'accepted' | 'refused' | 'unclear' | 'no_way'
  readonly failure?: FailureReport
}

/** The page that leads a person through registering an app at a provider. */
export interface ClientGuide extends ClientAddress {
  readonly providerName: string
  /** Where apps are registered there; absent: ask whoever runs the server. */
  readonly consoleUrl?: string
  readonly docsUrl?: string
  /** To be copied character by character; more than one where ports are listed; empty: nothing is to be entered. */
  readonly redirectUris: readonly string[]
  /** What to do there, one line each, in order. Plain text. */
  readonly steps: readonly string[]
  /** Boxes to tick there, and scopes to enable, as they are named there. */
  readonly tick: readonly string[]
  readonly credential: 'required' | 'optional' | 'not_wanted'
  /** What the two fields are called on the provider's page: "Application (client) ID". */
  readonly clientIdLabel: string
  readonly credentialLabel: string
  /** Whether secrets run out there: ask for the date when one is entered. */
  readonly credentialExpires: boolean
  readonly canTry: boolean
  /** The roads to a client, shortest first, that are open for this provider now. */
  readonly roads: readonly ('shipped' | 'managed' | 'registration' | 'own')[]
}
