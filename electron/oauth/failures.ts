import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { Failure, type FailureCode, type FailureFacts, type LikelyCause } from '../../shared/failure'
import { plainText } from '../support/plain-text'
import type { Circumstance } from './circumstance'
import {
  emptyWords,
  grantCauses,
  hints,
  libraryErrors,
  librarySentences,
  serverErrors,
  tellingWords,
  usualCauses,
} from './failure-table'

const skewWorthNaming = 60

/**
 * The one place where the protocol library's errors become ours. The library's errors carry whole answers, tokens
 * included, in `cause`: none of that is kept.
 */
export function translate(error: unknown, circumstance: Circumstance): Failure {
  const known = failureWithin(error)
  if (known) return withFacts(known, circumstance)
  if (error instanceof AuthorizationResponseError) {
    return serverFailure(error.error, error.error_description, undefined, circumstance)
  }
  if (error instanceof ResponseBodyError) {
    return serverFailure(error.error, error.error_description, error.status, circumstance)
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    const said = error.cause.map((challenge) => challenge.parameters).find((each) => each.error)
    return serverFailure(said?.error ?? 'invalid_token', said?.error_description, error.status, circumstance)
  }
  if (error instanceof ClientError) return answerFailure(error, circumstance)
  return new Failure('unexpected', `${circumstance.stage}: ${whereItHappened(error)}`, {
    facts: factsOf(circumstance),
  })
}

/** Names what a server answered (RFC 6749 §4.1.2.1, §5.2): by its code first, then by what its words add. */
export function serverFailure(
  serverError: string,
  description: string | undefined,
  status: number | undefined,
  circumstance: Circumstance,
): Failure {
  const said = plain(serverError, 80)
  const words = plain(description ?? '', 300)
  const error = said.toLowerCase()
  const spoken = tellingWords.find(
    (row) => row.with.includes(error) && row.notAt !== circumstance.stage && row.pattern.test(words),
  )
  const code = spoken?.code ?? serverErrors.get(error) ?? 'unknown_server_error'
  const likely = likelyCauses(code, words, circumstance)
  return new Failure(code, `${circumstance.stage}: the server answered ${said}`, {
    facts: {
      ...factsOf(circumstance),
      serverError: said,
      ...(words ? { serverDescription: words } : {}),
      ...(status === undefined ? {} : { status }),
      ...(likely.length === 0 ? {} : { likely }),
    },
  })
}

/** Text of a server, fit to be shown. */
export function plain(text: string, maximum: number): string {
  return plainText(text).slice(0, maximum)
}

function likelyCauses(
  code: FailureCode,
  description: string,
  circumstance: Circumstance,
): readonly LikelyCause[] {
  const general = code === 'invalid_grant' ? grantCauses.get(circumstance.stage) : usualCauses.get(code)
  const usual = (general ?? []).filter((cause) => isPossible(cause, circumstance))
  if (usual.length === 0) return usual
  const telling = emptyWords.test(description) ? '' : description
  const hinted = hints
    .filter(([pattern]) => pattern.test(telling))
    .map(([, cause]) => cause)
    .filter((cause) => usual.includes(cause) || cause === 'clock_differs')
  const clock = code === 'invalid_grant' ? clockCause(circumstance) : []
  return [...new Set([...clock, ...hinted, ...usual])]
}

/** Looks at what can be looked at: a stray space is there or it is not. */
function isPossible(cause: LikelyCause, { client }: Circumstance): boolean {
  if (!client) return true
  const { clientId, clientSecret } = client
  if (cause === 'client_whitespace') return /\s/.test(clientId) || /\s/.test(clientSecret?.reveal() ?? '')
  return cause !== 'client_secret_regenerated' || clientSecret !== undefined
}

function clockCause({ clockSkew }: Circumstance): LikelyCause[] {
  return Math.abs(clockSkew ?? 0) > skewWorthNaming ? ['clock_differs'] : []
}

/** An answer that came, but is not what it should be. */
function answerFailure(error: ClientError, circumstance: Circumstance): Failure {
  // The library's own sentences are fixed text; whatever else is in there may quote an answer.
  const inner = error.cause instanceof Error && isOfTheLibrary(error.cause) ? error.cause : error
  const general = libraryErrors.get(error.code ?? '') ?? 'response_invalid'
  const code = refine(general, inner.message)
  const isTime = error.code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'
  return new Failure(code, `${circumstance.stage}: ${inner.message}`, {
    facts: { ...factsOf(circumstance), ...(isTime ? { likely: ['clock_differs'] as const } : {}) },
  })
}

function isOfTheLibrary(error: Error): boolean {
  return error.name === 'OperationProcessingError' || error.name === 'UnsupportedOperationError'
}

function refine(code: FailureCode, sentence: string): FailureCode {
  if (code !== 'response_invalid' && code !== 'id_token_invalid') return code
  return librarySentences.find(([pattern]) => pattern.test(sentence))?.[1] ?? code
}

function factsOf(circumstance: Circumstance): FailureFacts {
  const { stage, host, clockSkew, redirectUri } = circumstance
  return {
    stage,
    ...(host === undefined ? {} : { host }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(Math.abs(clockSkew ?? 0) > skewWorthNaming ? { clockSkew: Math.round(clockSkew ?? 0) } : {}),
  }
}

function withFacts(failure: Failure, circumstance: Circumstance): Failure {
  if (failure.facts.stage) return failure
  const likely = failure.facts.likely ?? causesOfSilence(failure, circumstance)
  return new Failure(failure.code, failure.message, {
    cause: failure.cause,
    facts: {
      ...factsOf(circumstance),
      ...failure.facts,
      stage: circumstance.stage,
      ...(likely.length === 0 ? {} : { likely }),
    },
  })
}

/** A refused renewal without a word: the server's own reason is missing, but there are only so many. */
function causesOfSilence(failure: Failure, circumstance: Circumstance): readonly LikelyCause[] {
  const { status = 0 } = failure.facts
  const isRefusal = failure.code === 'response_empty' && status >= 400 && status < 500
  if (isRefusal && circumstance.stage === 'renewal') {
    return [...clockCause(circumstance), ...(grantCauses.get('renewal') ?? [])]
  }
  return usualCauses.get(failure.code) ?? []
}

function failureWithin(error: unknown, depth = 0): Failure | undefined {
  if (error instanceof Failure) return error
  return error instanceof Error && depth < 5 ? failureWithin(error.cause, depth + 1) : undefined
}

/** Name and place of an error of our own making; its message may quote a secret and is left out. */
function whereItHappened(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frame = /\n\s+at (?:[^\n]*[/\\])?([^\n/\\]+:\d+):\d+/.exec(error.stack ?? '')?.[1]
  return frame ? `${error.name} at ${frame}` : error.name
}
