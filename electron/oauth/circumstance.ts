import type { FailureStage } from '../../shared/failure'
import type { OAuthWorld } from './configuration'
import type { OAuthClient } from './oauth-client'

/** What is known around an error and helps to name its cause. */
export interface Circumstance {
  readonly stage: FailureStage
  readonly host?: string | undefined
  /** Seconds this computer is ahead of the server. */
  readonly clockSkew?: number | undefined
  readonly redirectUri?: string
  /** Whose credentials were sent: looked at when the server refuses them. */
  readonly client?: Pick<OAuthClient, 'clientId' | 'clientSecret'>
}

/** The circumstance of a request to one of the server's endpoints. */
export function circumstanceAt(
  stage: FailureStage,
  endpoint: string | undefined,
  client: OAuthClient,
  world: Pick<OAuthWorld, 'clockSkew'>,
): Circumstance {
  const host = hostOf(endpoint)
  return { stage, host, clockSkew: host === undefined ? undefined : world.clockSkew(host), client }
}

export function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).host
}
