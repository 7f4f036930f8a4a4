import type { FailureCode, LikelyCause } from '../shared/failure'
import { failuresOfAnswers } from './failure-texts/answers'
import { cures } from './failure-texts/cures'
import { failuresOfFlows } from './failure-texts/flow'
import { failuresHere } from './failure-texts/here'
import { failuresOfTheNetwork } from './failure-texts/network'
import { failuresOfUpdates } from './failure-texts/update'
import {
  type Facts,
  type FailureAction,
  type FailureWords,
  factWords,
  failureActions,
  say,
} from './failure-texts/words'
import { count } from './format'

export type { FailureAction } from './failure-texts/words'

/** Every code has its words: the compiler refuses a table that lacks one. */
const failureTable = {
  ...failuresHere,
  ...failuresOfFlows,
  ...failuresOfAnswers,
  ...failuresOfTheNetwork,
  ...failuresOfUpdates,
} satisfies Record<FailureCode, FailureWords>

const causeTable: Readonly<Record<LikelyCause, string>> = {
  client_whitespace: 'A space or line break was copied along with the client ID or secret.',
  client_lookalike: 'Two characters that look alike were mixed up: 0 and O, or 1, l and I.',
  client_secret_regenerated: 'A new client secret was created at the provider, which ends the old one.',
  client_not_registered: 'The app is not registered there, or its registration was deleted.',
  client_not_approved: 'The app is still waiting for approval at the provider.',
  client_incomplete: 'The registration of the app is not complete.',
  client_wrong_environment:
    'The client belongs to another environment, such as testing instead of production.',
  client_wrong_authentication:
    'The app is registered to prove its identity in a different way from Keyfob’s.',
  client_way_off: 'This kind of sign-in is not switched on where the app is registered.',
  code_expired: 'The one-time code had expired: it is valid for minutes only.',
  code_used_twice: 'The one-time code had been used already.',
  device_answer_lost: 'The server had answered before, and that answer was lost on the way.',
  device_code_foreign: 'The server no longer knows the code, or made it for another client.',
  redirect_uri_differs: 'The return address differs between the two requests.',
  verifier_differs: 'The answer belongs to another attempt: its proof (PKCE) does not match.',
  refresh_token_expired: 'It was not used for so long that the permission expired.',
  refresh_token_revoked: 'The access was revoked there, or the password was changed.',
  refresh_token_rotated: 'Another copy of the same token had been used already, which ends both.',
  google_testing_mode: 'The Google project is in testing mode, where access ends after seven days.',
  clock_differs: 'The clock of this computer is wrong.',
  server_busy: 'The server is overloaded.',
  captive_portal: 'The network wants you to sign in on a page first.',
}

export interface FailureText {
  readonly title: string
  readonly happened: string
  /** Most likely first; what was found by looking comes before what is generally so. */
  readonly causes: readonly string[]
  /** What cures the likeliest cause; the others have theirs beside them. */
  readonly advice: string
  readonly action?: { readonly kind: FailureAction; readonly label: string }
  readonly tone: 'bad' | 'warn'
  /** The code and the server's own words, for those who look things up. */
  readonly details: string
}

export interface Explainable {
  readonly code: FailureCode
  readonly facts?: Facts | undefined
  readonly message?: string
}

/** @param provider name of the provider it is about, if it is about one */
export function explainFailure(failure: Explainable, provider?: string): FailureText {
  const facts = failure.facts ?? {}
  const entry: FailureWords = failureTable[failure.code] ?? failureTable.unexpected
  const words = factWords(facts, provider)
  const likely = facts.likely ?? []
  const cure = likely[0] && cures[likely[0]]
  const found = likely.map((cause, index) => (index === 0 ? causeTable[cause] : withCure(cause)))
  const action = cure?.action ?? entry.action
  const general = (entry.causes ?? []).map((cause) => say(cause, words))
  return {
    title: say(entry.title, words),
    happened: say(entry.happened, words),
    causes: found.length > 0 ? withClock(found, facts) : withClock(general, facts),
    advice: cure?.advice ?? say(entry.advice, words),
    ...(action ? { action: { kind: action, label: failureActions[action] } } : {}),
    tone: entry.tone ?? 'bad',
    details: detailsOf(failure, facts),
  }
}

function withCure(cause: LikelyCause): string {
  return [causeTable[cause], cures[cause]?.advice].filter(Boolean).join(' ')
}

/** Whether its cause is this computer or the network around it, where the doctor looks. */
export function isOfSurroundings(code: FailureCode): boolean {
  return (
    /^(vault_(locked|missing|denied|forbidden|gone)|loopback_|browser_)/.test(code) || ofTheNetwork.has(code)
  )
}

const ofTheNetwork: ReadonlySet<string> = new Set(
  Object.keys(failuresOfTheNetwork).filter((code) => code !== 'authority_file_refused'),
)

/** A clock that is off by more than a minute is said first: it explains much. `clockSkew` is in seconds. */
function withClock(causes: readonly string[], { clockSkew }: Facts): readonly string[] {
  if (clockSkew === undefined || Math.abs(clockSkew) <= 60) return causes
  const amount = count(Math.abs(Math.round(clockSkew)))
  const direction = clockSkew > 0 ? 'ahead of' : 'behind'
  const clock = `The clock of this computer is ${amount} seconds ${direction} the server’s.`
  return [clock, ...causes.filter((cause) => cause !== causeTable.clock_differs)]
}

function detailsOf({ code, message }: Explainable, facts: Facts): string {
  const told = [
    code,
    facts.stage && `stage ${facts.stage}`,
    facts.host,
    facts.status !== undefined && `status ${facts.status}`,
    facts.serverError && `error ${facts.serverError}`,
    facts.serverDescription && `“${facts.serverDescription}”`,
    (code === 'unexpected' || code === 'bad_request') && message,
  ]
  return told.filter(Boolean).join(' · ')
}
