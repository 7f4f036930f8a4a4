import type { LikelyCause } from '../../shared/failure'
import type { FailureAction } from './words'

export interface Cure {
  readonly advice: string
  /** Absent: the failure's own. */
  readonly action?: FailureAction
}

/** What cures a cause that the advice for its failure does not. */
export const cures: { readonly [Cause in LikelyCause]?: Cure } = {
  client_not_registered: { advice: 'Register it at the provider, and enter the new client.' },
  client_not_approved: { advice: 'Wait until it is approved, then try again.', action: 'try_again' },
  client_incomplete: { advice: 'Complete it at the provider, then try again.', action: 'try_again' },
  client_wrong_environment: { advice: 'Enter the client of the environment that the account is in.' },
  client_wrong_authentication: {
    advice: 'Set it at the provider as the guide for registering says, then try again.',
    action: 'try_again',
  },
  google_testing_mode: {
    advice: 'Publish the app on its consent screen in the Google Cloud console, then connect again.',
  },
  refresh_token_rotated: {
    advice:
      'If no backup or program of yours can hold that copy, look through the sign-ins at the provider before you connect again.',
  },
  clock_differs: { advice: 'Let the system set the clock automatically, then try again.' },
}
