import { textField } from '../support/field'

/** What an API says of a refusal in its body: a short code, a sentence, and the scopes that are missing. */
export interface RefusalBody {
  readonly error?: string
  readonly description?: string
  readonly scopes: readonly string[]
}

/** Where a body says something of the provider's own, and in which words. */
export interface SaidBy {
  readonly path: string
  readonly values: readonly string[]
}

/** A body that explains itself is short: what is longer is not read. Characters. */
const longest = 64 * 1024

const errorPaths = [
  'error',
  'error..tag',
  'code',
  'id',
  'error.code',
  'error.status',
  'errors[0].code',
  'errors[0].reason',
]
const sentencePaths = [
  'message',
  'error_description',
  'error.message',
  'errors[0].message',
  'detail',
  'title',
]
const scopePaths = ['scope', 'required_scope', 'error.required_scope', 'needed']

/** Reads what can be read; a body that is no JSON says nothing. */
export function readRefusalBody(text: string): RefusalBody {
  const body = parsed(text)
  const first = (paths: readonly string[]) =>
    paths.map((path) => textField(body, path)).find((found) => found !== undefined)
  const [error, description] = [first(errorPaths), first(sentencePaths)]
  return {
    ...(error ? { error } : {}),
    ...(description ? { description } : {}),
    scopes: isTooNarrow(error) ? (first(scopePaths) ?? '').split(/[\s,]+/).filter(Boolean) : [],
  }
}

/** The token is good and its grant too narrow: RFC 6750 §3.1, and a name that some use instead. */
export function isTooNarrow(error: string | undefined): boolean {
  return error === 'insufficient_scope' || error === 'missing_scope'
}

/** The words with which a body says it; undefined: it does not. */
export function wordsOf(text: string, { path, values }: SaidBy): string | undefined {
  const said = textField(parsed(text), path, 80)
  return said !== undefined && values.includes(said) ? said : undefined
}

function parsed(text: string): unknown {
  if (text.length > longest) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
