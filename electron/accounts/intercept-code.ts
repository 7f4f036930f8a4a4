import { Failure } from '../../shared/failure'
import type { CodeAttempt, Interception } from '../../shared/interception'
import type { ConnectWorld } from './connect'
import { revocationsOver } from './leaving'
import { prove } from './prove'
import { browserWorld, oauthWorld } from './world'

/** No permission and no refresh token: the shortest grant that a person can be asked for. */
const least = ['openid']

/**
 * Shows in the sandbox what PKCE prevents: a code of a real sign-in is traded in as a thief would, twice in vain, then by
 * its owner. What the owner gets is revoked at once, so nothing is kept anywhere. Throws the `Failure` that ended it.
 */
export async function interceptCode(
  { flowId }: { readonly flowId: string },
  world: ConnectWorld,
): Promise<Interception> {
  const provider = world.providers.find(({ base }) => base.kind === 'sandbox')
  if (!provider) throw new Failure('not_found', 'there is no sandbox')
  world.policy.requireProvider(provider)
  const providerId = provider.id
  return world.flows.run(
    { id: flowId, purpose: 'interception', kind: 'authorization_code', providerId },
    async (flow) => {
      const { recorder, signal } = flow
      recorder.stage('preparing')
      await revocationsOver(providerId, world)
      signal.throwIfAborted()
      const grounds = await world.grounds.find(
        { providerId, kind: 'authorization_code' },
        undefined,
        recorder,
      )
      // Bound to a key too (RFC 9449 §10), the code would be useless for another reason.
      const client = { ...grounds.client, dpop: false }
      const oauth = await world.loadOAuth()
      const attempts: CodeAttempt[] = []
      const { tokens } = await oauth.authorize(
        client,
        { scopes: world.policy.scopesWithin(provider, least), signal, patience: world.patience },
        {
          ...browserWorld(flow, providerId, world),
          async onCode(received, cancellable) {
            for (const verifier of ['none', 'made_up'] as const)
              attempts.push(await oauth.tryIntercepted(client, received, verifier, cancellable, recorder))
          },
        },
        recorder,
      )
      attempts.push({ verifier: 'right', status: 200 })
      await oauth.revoke(client, grounds.revocation, tokens, oauthWorld(world), recorder)
      const proof = await prove({ tokens }, grounds, recorder, world)
      world.activity.record({ kind: 'code_intercepted', providerId, flowId })
      return { attempts, isOver: proof?.refused === true }
    },
  )
}
