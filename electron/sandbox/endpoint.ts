import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from './api-authentication'

export type Call = {
  readonly caller: Caller
  readonly query: URLSearchParams
  readonly ids: readonly string[]
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

export type Answer = {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path below `/api/v1`; `*` stands for one id. */
  readonly path: string
  readonly scope?: string
  answer(call: Call): Answer | Promise<Answer>
}
