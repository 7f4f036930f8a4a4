import type { FailureFacts } from '../../shared/failure'

/** Facts as they arrive: one that is not known is absent or undefined. */
export type Facts = { readonly [Name in keyof FailureFacts]?: FailureFacts[Name] | undefined }

/** The facts of a failure as words that always read, also when a fact is missing. */
export interface FactWords extends Facts {
  /** Who answered, at the start of a sentence: "Google", "api.example.com", "The server". */
  readonly Server: string
  /** The same within a sentence. */
  readonly server: string
  /** The machine that was spoken to: its host name first. */
  readonly machine: string
}

type Sentence = string | ((facts: FactWords) => string)

export const failureActions = {
  try_again: 'Try again',
  reconnect: 'Reconnect',
  keep_for_session: 'Keep for this session only',
  other_way: 'Choose another way',
  new_code: 'Get a new code',
  enter_client: 'Enter the client again',
  ask_permission: 'Ask for this permission',
  check_keychain: 'Check the keychain again',
  restart: 'Restart Keyfob',
} as const
export type FailureAction = keyof typeof failureActions

/** What a person reads of one failure. */
export interface FailureWords {
  readonly title: Sentence
  readonly happened: Sentence
  /** Likely causes, most likely first. */
  readonly causes?: readonly Sentence[]
  readonly advice: Sentence
  readonly action?: FailureAction
  /** Amber: it will pass, or the person chose it. */
  readonly tone?: 'warn'
}

export function say(sentence: Sentence, facts: FactWords): string {
  return typeof sentence === 'string' ? sentence : sentence(facts)
}

/** @param provider its name, when the failure is about one */
export function factWords(facts: Facts, provider: string | undefined): FactWords {
  const server = provider ?? facts.host
  return {
    ...facts,
    Server: server ?? 'The server',
    server: server ?? 'the server',
    machine: facts.host ?? provider ?? 'the server',
  }
}

/** "the server" at the start of a sentence; a name keeps its own spelling. */
export function upperFirst(words: string): string {
  return words.startsWith('the ') ? `T${words.slice(1)}` : words
}
