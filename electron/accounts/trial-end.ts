import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { Provider } from '../providers/provider'

/**
 * A refused renewal of a grant that has never outlived what the provider gives to apps which are not published yet: that is
 * its likeliest cause. `now` in ms since the epoch.
 */
export function namingTrialEnd(
  failure: Failure,
  { connectedAt, consentedAt = connectedAt, renewedAt = consentedAt }: Account,
  { tokens: { trialLifetime } = {} }: Pick<Provider, 'tokens'>,
  now: number,
): Failure {
  if (failure.code !== 'invalid_grant' || trialLifetime === undefined) return failure
  const end = consentedAt + trialLifetime * 1000
  if (renewedAt > end || now < end) return failure
  const likely = ['google_testing_mode', ...(failure.facts.likely ?? [])] as const
  return new Failure(failure.code, failure.message, {
    cause: failure.cause,
    facts: { ...failure.facts, likely },
  })
}
