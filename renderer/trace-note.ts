import type { TraceMessage } from '../shared/flow-trace'
import { lengthInWords } from './format'

/** The small line below an arrow: the one or two facts of this message worth a glance. */
export function noteOfMessage({ kind, parameters, request, status }: TraceMessage): string | undefined {
  const value = (name: string) => parameters.find((parameter) => parameter.name === name)?.value
  const has = (name: string) => value(name) !== undefined
  const answer = status === undefined ? undefined : String(status)
  switch (kind) {
    case 'discovery':
      return answer
    case 'authorization_request':
      return join([
        has('code_challenge') && 'S256 challenge',
        has('state') && 'state',
        has('request_uri') && 'reference',
      ])
    case 'redirect':
      return value('error') ?? join([has('code') && 'code', has('state') && 'state', has('iss') && 'iss'])
    case 'token_request':
      return join(
        [has('code') && 'code', has('code_verifier') && 'verifier', has('device_code') && 'device code'],
        ' + ',
      )
    case 'intercepted_code_request':
      return join(['code', has('code_verifier') ? 'made-up verifier' : 'no verifier'], ' + ')
    case 'intercepted_code_response':
      return join([answer, value('error')])
    case 'token_response':
    case 'renewal_response': {
      const seconds = Number(value('expires_in'))
      const lives = seconds > 0 ? `good for ${lengthInWords(seconds * 1_000)}` : undefined
      return value('error') ?? join([answer, lives])
    }
    default:
      return request === undefined ? (value('error') ?? answer) : shortRequest(request)
  }
}

/** "POST https://example.com/a/b" as "POST /a/b". */
function shortRequest(request: string): string {
  return request.replace(/https?:\/\/[^/\s]+/, '') || request
}

function join(parts: readonly (string | false | undefined)[], between = ', '): string | undefined {
  const told = parts.filter(Boolean)
  return told.length === 0 ? undefined : told.join(between)
}
