import type { RevocationStep } from '../../shared/revocation'
import type { TraceRecorder } from '../activity/trace'
import { readChallenge } from '../http/challenge'
import { silentRecorder } from '../oauth/recorder'
import type { Proof } from '../providers/provider'
import { textField } from '../support/field'
import type { AccountSecret } from './account-secret'
import { asFailure, reportOf } from './flows'
import type { Grounds } from './grounds'
import { type SendingWorld, sendWithToken } from './send-with-token'
import type { AccountsWorld } from './world'

/**
 * Asks the API with the revoked token: only its refusal proves that access is gone, with 401 or in the provider's own
 * words. Undefined where there is nowhere to ask.
 */
export async function prove(
  { tokens }: Pick<AccountSecret, 'tokens'>,
  grounds: Grounds,
  trace: Pick<TraceRecorder, 'message'>,
  world: SendingWorld & Pick<AccountsWorld, 'clock'>,
): Promise<{ readonly refused: boolean; readonly step: RevocationStep } | undefined> {
  const proof = requestFor(grounds)
  if (!proof) return undefined
  const url = new URL(proof.url)
  const request = `${proof.method} ${url.origin}${url.pathname}`
  trace.message({ kind: 'proof_request', request })
  try {
    const response = await sendWithToken(tokens, grounds, proof, world)
    const words = await refusalIn(response, proof)
    const error = words ?? readChallenge(response.headers.get('www-authenticate')).error
    trace.message({
      kind: 'proof_response',
      status: response.status,
      parameters: error ? [['error', error]] : [],
    })
    const evidence = [proof.method, url.pathname, response.status, error].filter(Boolean).join(' ')
    const refused = response.status === 401 || words !== undefined
    return { refused, step: { what: 'proof', at: world.clock.now(), evidence } }
  } catch (error) {
    const failure = reportOf(asFailure(error))
    trace.message({ kind: 'proof_response', failure })
    return { refused: false, step: { what: 'proof', at: world.clock.now(), failure } }
  }
}

/**
 * Whether the provider refuses the token, asked where it says whose it is. Where nobody can be asked one refusal elsewhere
 * says nothing: false.
 */
export async function isRefusedThere(
  secret: AccountSecret,
  world: SendingWorld & Pick<AccountsWorld, 'clock' | 'grounds'>,
): Promise<boolean> {
  const grounds = await world.grounds.of(secret.account, secret.clientSecret)
  return (await prove(secret, grounds, silentRecorder, world))?.refused === true
}

type ProofRequest = Exclude<Proof, { at: 'userinfo' }>

function requestFor({ provider: { proof }, client, address }: Grounds): ProofRequest | undefined {
  if (proof.at !== 'userinfo') return { ...proof, url: address(proof.url) }
  const { userinfo_endpoint: url } = client.server
  return url === undefined ? undefined : { method: 'GET', url }
}

/** Some servers refuse a token with a 200 and an error inside. */
async function refusalIn(response: Response, { refusedBy }: ProofRequest): Promise<string | undefined> {
  if (!refusedBy || response.status !== 200) return undefined
  const answer: unknown = await response.json().catch(() => undefined)
  const said = textField(answer, refusedBy.path, 80)
  return said !== undefined && refusedBy.values.includes(said) ? said : undefined
}
