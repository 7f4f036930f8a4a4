import * as openid from 'openid-client'
import type { Fetch } from '../support/fetch'
import { configure } from './configuration'
import { bindingKey } from './dpop'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import { silentRecorder } from './recorder'
import type { TokenSet } from './token-set'

/**
 * Sends a request with a DPoP-bound token: a fresh proof for this method and address, and once more when the resource
 * server asks for its nonce (RFC 9449 §7, §9). Challenges are not judged here: the answer comes back as it is.
 */
export async function requestProtectedResource(
  client: OAuthClient,
  tokens: TokenSet,
  url: URL,
  init: {
    readonly method: string
    readonly headers: Headers
    readonly body?: string | undefined
    readonly signal?: AbortSignal | undefined
  },
  fetch: Fetch,
  clockSkew: (host: string) => number | undefined = () => undefined,
): Promise<Response> {
  let answer: Response | undefined
  const world = {
    fetch: async (address: string, request?: RequestInit) => {
      answer = undefined
      answer = await fetch(address, { ...request, ...(init.signal ? { signal: init.signal } : {}) })
      return answer.clone()
    },
    now: Date.now,
    clockSkew,
  }
  const configuration = configure({ ...client, openid: false }, world, silentRecorder)
  const dpop = await bindingKey(client, configuration, tokens.dpopKey)
  try {
    await openid.fetchProtectedResource(
      configuration,
      tokens.accessToken.reveal(),
      url,
      init.method,
      init.body,
      init.headers,
      dpop ? { DPoP: dpop.handle } : undefined,
    )
  } catch (error) {
    if (!answer) throw translate(error, { stage: 'resource', host: url.host })
  }
  if (!answer) throw new TypeError('no answer and no error')
  return answer
}
