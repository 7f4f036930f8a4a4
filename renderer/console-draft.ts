import type { ConsoleMethod, ConsoleRequest, NameAndValue } from '../shared/api-console'

/** A request of the API console as it is being written. It belongs to no account yet. */
export interface ConsoleDraft {
  readonly method: ConsoleMethod
  readonly address: string
  readonly query: readonly NameAndValue[]
  readonly headers: readonly NameAndValue[]
  readonly body: string
}

export const emptyDraft: ConsoleDraft = { method: 'GET', address: '', query: [], headers: [], body: '' }

const bodyless: ReadonlySet<ConsoleMethod> = new Set(['GET', 'HEAD'])
const harmless: ReadonlySet<ConsoleMethod> = new Set(['GET', 'HEAD', 'OPTIONS'])

export const hasBody = (method: ConsoleMethod) => !bodyless.has(method)
/** The person is asked before anything else is sent. */
export const isHarmless = (method: ConsoleMethod) => harmless.has(method)

/** The request as main takes it: without empty lines, and without a body where none is sent. */
export function requestOf(accountId: string, draft: ConsoleDraft): ConsoleRequest {
  const { method, body } = draft
  const named = (pairs: readonly NameAndValue[]) =>
    pairs.flatMap(([name, value]): NameAndValue[] => (name.trim() === '' ? [] : [[name.trim(), value]]))
  return {
    accountId,
    method,
    address: draft.address.trim(),
    query: named(draft.query),
    headers: named(draft.headers),
    ...(hasBody(method) && body !== '' ? { body } : {}),
  }
}

export function draftOf({ method, address, query, headers, body = '' }: ConsoleRequest): ConsoleDraft {
  return { method, address, query, headers, body }
}
