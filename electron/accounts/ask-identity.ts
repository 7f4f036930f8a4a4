import { Failure } from '../../shared/failure'
import { jsonIn } from '../http/json-in'
import type { FlowRecorder } from '../oauth/recorder'
import type { Issued } from '../oauth/token-response'
import type { JsonObject } from '../providers/provider'
import { isRecord } from '../support/field'
import type { Grounds } from './grounds'
import { sendWithToken } from './send-with-token'
import type { AccountsWorld } from './world'

export type IdentityWorld = Pick<AccountsWorld, 'fetch' | 'clock' | 'clockSkew' | 'loadOAuth'>

/**
 * Asks the provider's API whose token it is. Throws `foreign_origin` before the token would go elsewhere,
 * `invalid_token`, `resource_refused`, `server_unavailable`, `response_invalid` and network failures.
 */
export async function askIdentity(
  question: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body?: JsonObject },
  issued: Issued,
  grounds: Grounds,
  world: IdentityWorld,
  recorder: FlowRecorder,
): Promise<unknown> {
  const address = grounds.address(question.url)
  const { method, body } = question
  const url = new URL(address)
  const { host, origin, pathname } = url
  if (!grounds.origins.includes(origin)) {
    throw new Failure('foreign_origin', `the token must not go to ${origin}`, {
      facts: { stage: 'identity', host },
    })
  }
  recorder.message({ kind: 'identity_request', request: `${method} ${origin}${pathname}` })
  const response = await sendWithToken(issued.tokens, grounds, { method, url: address, body }, world)
  recorder.message({ kind: 'identity_response', status: response.status })
  if (response.status >= 400) {
    throw new Failure(codeOf(response.status), `${host} answered ${response.status}`, {
      facts: { stage: 'identity', host, status: response.status },
    })
  }
  const { status, headers } = response
  const answer = jsonIn({ url, status, headers, text: await response.text() }, 'identity')
  if (!isRecord(answer)) {
    throw new Failure('response_invalid', 'the identity answer is no object', {
      facts: { stage: 'identity', host },
    })
  }
  return answer
}

function codeOf(status: number) {
  if (status === 401) return 'invalid_token'
  return status >= 500 ? 'server_unavailable' : 'resource_refused'
}
