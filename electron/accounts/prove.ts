import type { RevocationStep } from '../../shared/revocation'
import type { TraceRecorder } from '../activity/trace'
import { readChallenge } from '../http/challenge'
import type { AccountSecret } from './account-secret'
import { asFailure, reportOf } from './flows'
import type { Grounds } from './grounds'
import type { AccountsWorld } from './world'

/** Asks the API with the revoked token: only its refusal (401) proves that access is gone. */
export async function prove(
  secret: AccountSecret,
  grounds: Grounds,
  trace: TraceRecorder,
  world: Pick<AccountsWorld, 'fetch' | 'loadOAuth' | 'clock'>,
): Promise<{ readonly refused: boolean; readonly step: RevocationStep }> {
  const { proof, apiHeaders } = grounds.provider
  const url = new URL(grounds.address(proof.url))
  const request = `${proof.method} ${url.origin}${url.pathname}`
  trace.message({ kind: 'proof_request', request })
  try {
    const response = await send(
      secret,
      grounds,
      url,
      new Headers({ accept: 'application/json', ...apiHeaders }),
      world,
    )
    const { error } = readChallenge(response.headers.get('www-authenticate'))
    trace.message({
      kind: 'proof_response',
      status: response.status,
      parameters: error ? [['error', error]] : [],
    })
    const evidence = [proof.method, url.pathname, response.status, error].filter(Boolean).join(' ')
    return { refused: response.status === 401, step: { what: 'proof', at: world.clock.now(), evidence } }
  } catch (error) {
    const failure = reportOf(asFailure(error))
    trace.message({ kind: 'proof_response', failure })
    return { refused: false, step: { what: 'proof', at: world.clock.now(), failure } }
  }
}

async function send(
  { tokens }: AccountSecret,
  grounds: Grounds,
  url: URL,
  headers: Headers,
  world: Pick<AccountsWorld, 'fetch' | 'loadOAuth'>,
): Promise<Response> {
  const { method } = grounds.provider.proof
  if (tokens.tokenType === 'dpop') {
    const { requestProtectedResource } = await world.loadOAuth()
    return requestProtectedResource(grounds.client, tokens, url, { method, headers }, world.fetch)
  }
  headers.set('authorization', `Bearer ${tokens.accessToken.reveal()}`)
  return world.fetch(url.href, { method, headers })
}
