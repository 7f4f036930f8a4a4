import { secret } from '../support/secret'
import type { OAuthWorld } from './configuration'
import type { TokenSet } from './token-set'

export interface TakingBack {
  /** Is given what a server has issued for a flow in which something was wrong then: nobody will keep it. */
  readonly onUnkept?: ((tokens: TokenSet) => Promise<void>) | undefined
}

/** Hears of the tokens that a server issues, before anything about them is checked. */
export function listenForTokens<World extends OAuthWorld & TakingBack>(
  world: World,
): { readonly world: World; readonly takeBack: () => Promise<void> } {
  let heard: TokenSet | undefined
  return {
    world: {
      ...world,
      onIssued(answer) {
        heard = uncheckedTokens(answer, world.now())
      },
    },
    async takeBack() {
      if (heard) await world.onUnkept?.(heard)
    },
  }
}

/** As much of a token answer as it takes to revoke them. */
function uncheckedTokens(
  answer: Readonly<Record<string, unknown>>,
  requestedAt: number,
): TokenSet | undefined {
  const { access_token: accessToken, refresh_token: refreshToken } = answer
  if (typeof accessToken !== 'string' || accessToken === '') return undefined
  return {
    accessToken: secret(accessToken),
    tokenType: 'bearer',
    requestedAt,
    ...(typeof refreshToken === 'string' && refreshToken !== ''
      ? { refreshToken: secret(refreshToken) }
      : {}),
  }
}
