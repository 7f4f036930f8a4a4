import type { Failure } from '../../shared/failure'

/** Whether a server thereby ended the grant for good: nothing else ever does (RFC 6749 §5.2, `invalid_grant`). */
export function endsGrant(failure: Failure, endingErrors: readonly string[] = []): boolean {
  if (failure.code === 'invalid_grant' || failure.code === 'interaction_required') return true
  return failure.facts.serverError !== undefined && endingErrors.includes(failure.facts.serverError)
}
