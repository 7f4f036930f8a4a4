import type { ActivityKind } from '../../shared/activity'
import type { TraceStep } from '../../shared/flow-trace'
import { plural } from '../format'
import type { ActivityTopic } from '../navigation'

interface PatternFacts {
  readonly amount: number
  readonly provider: string
  /** A length of time in words. */
  readonly apart: string
}

export const activityText = {
  title: 'Activity',
  subtitle: 'What happened, newest first. Secrets are never recorded.',
  filter: 'Account',
  everyone: 'All accounts',
  topic: 'About',
  everything: 'Everything',
  topics: {
    problems: 'Problems',
    connections: 'Connections',
    renewals: 'Renewals',
    use: 'Use',
    revocations: 'Revocations',
    keyfob: 'Keyfob itself',
  } satisfies Record<ActivityTopic, string>,
  noMatch: 'Nothing of this kind',
  noMatchWords: 'Keyfob keeps the latest 2,000 events.',
  showAll: 'Show everything',
  older: (amount: number) => `Show ${plural(amount, 'older event')}`,
  only: 'Show',
  onlyOf: (label: string) => `Show only ${label}`,
  whyOf: (label: string) => `Why was ${label} signed out?`,
  usage: {
    label: 'Use by day',
    titles: { calls: 'Requests', renewals: 'Renewals' },
    amounts: {
      calls: (amount: number) => plural(amount, 'request'),
      renewals: (amount: number) => plural(amount, 'renewal'),
    },
    span: (days: number) => `in ${days} days`,
    today: 'today',
    day: 'Day',
  },
  patterns: {
    label: 'Unusual',
    many_renewals: {
      title: (label: string) => `${label} renews very often.`,
      happened: ({ amount }: PatternFacts) => `${amount} renewals within an hour.`,
      meaning:
        'Its tokens may be very short-lived, or the provider rejects each new one. If nothing here uses the account that much, revoke its access and connect it again.',
    },
    refused_after_renewal: {
      title: (label: string) => `${label} lost its access right after a renewal.`,
      happened: ({ provider, apart }: PatternFacts) => `${provider} withdrew it ${apart} later.`,
      meaning:
        'Providers do this when a refresh token is used twice: a restored backup or another program may hold a copy. If you did not end it yourself, check the provider’s list of sign-ins before you reconnect.',
    },
    reused_token: {
      title: (label: string) => `A copy of a token of ${label} may be in use.`,
      happened: ({ provider }: PatternFacts) =>
        `${provider} refused a renewal because the refresh token had been used before.`,
      meaning:
        'Keyfob uses each one once. A restored backup or another program may have used a copy, an answer may have been lost on the way, or someone stole it. If you cannot explain it, end all sign-ins at the provider before you reconnect.',
    },
    refused_unexplained: {
      title: (label: string) => `${label} lost its access for no reason that Keyfob knows.`,
      happened: ({ provider, apart }: PatternFacts) =>
        `${provider} refused a renewal that was no later than others; the one before went well ${apart} earlier.`,
      meaning:
        'Usually it was revoked at the provider, or the password was changed. It also happens when someone uses a copy of the refresh token. If it was not you, check the provider’s list of sign-ins before you reconnect.',
    },
    used_after_end: {
      title: (label: string) => `${label} was used after its access had ended.`,
      happened: ({ provider }: PatternFacts) => `${provider} refused a token that had not expired.`,
      meaning:
        'The access was ended at the provider, not in Keyfob: by you, by someone else, or because the token turned up where it should not be. If it was not you, check the provider’s list of sign-ins before you reconnect.',
    },
    strangers: {
      title: (_label: string) => 'Something is probing your sign-ins.',
      happened: ({ amount }: PatternFacts) =>
        `${amount} answers that Keyfob never asked for arrived within an hour. All were turned away.`,
      meaning:
        'A page or a program on this computer may be guessing the address that sign-ins return to. Nothing was accepted.',
    },
  },
  empty: 'Nothing has happened yet',
  emptyWords: 'Connections, renewals and revocations will be listed here.',
  see: 'See each step',
  why: 'Why?',
  kinds: {
    connected: 'Connected',
    reconnected: 'Reconnected',
    renewed: 'Renewed',
    renewal_failed: 'Renewal failed',
    ended_by_server: 'Ended by the provider',
    scopes_changed: 'Permissions changed',
    use_failed: 'Could not be used',
    renamed: 'Renamed',
    disconnected: 'Access revoked',
    revocation_queued: 'Revocation will be tried again',
    flow_failed: 'Not connected',
    code_intercepted: 'An intercepted code was refused',
    callback_turned_away: 'An unexpected answer was turned away',
    clock_differs: 'The clock is off',
    file_set_aside: 'A file that could not be read was set aside',
    entry_set_aside: 'A keychain entry changed by another program was set aside',
    request_refused: 'A request was refused',
  } satisfies Record<ActivityKind, string>,
  /** What main says in a word; anything else it says is shown as it is. */
  details: {
    proven: 'The provider now refuses the old token.',
    had_ended: 'The provider had ended it already.',
    grant_stands: 'Erased here. The provider took the token back, but the access itself still stands there.',
    accepted: 'The provider accepted it; the access token expires on its own.',
    not_offered: 'Erased here. Keyfob has no way to end access at this provider.',
    needs_secret: 'Erased here. This provider ends access only for a client with its secret.',
    client_unknown:
      'Erased here. The provider does not know the client any more that the access was given to.',
    forgotten: 'Erased here, without telling the provider.',
    'taken back from the keychain': 'Its record was lost, but the keychain still had it.',
    connected_again:
      'Connected again before the provider could be told. Ending the old access now would also end the new one, so it was only erased here.',
    session_over: 'It was kept for one session only, which has ended.',
    wrong_host: 'It was sent to another address.',
    wrong_method: 'It was not an answer from a browser.',
    wrong_path: 'It asked for a page that does not exist.',
    too_large: 'It was far too large.',
    no_state: 'It carried no state.',
    foreign_state: 'Its state was not ours.',
    repeated: 'It contained something twice.',
    replay: 'It had been used before.',
  } as Readonly<Record<string, string>>,
} as const

const stepNames: Readonly<Record<TraceStep, string>> = {
  1: 'Keyfob asks for authorization',
  2: 'You allow or deny',
  3: 'Keyfob asks for a token',
  4: 'The server issues a token',
  5: 'Keyfob asks for a resource',
  6: 'The resource server answers',
}

export const traceText = {
  connected: (name: string) => `How ${name} was connected`,
  reconnected: (name: string) => `How ${name} was reconnected`,
  renew: (name: string) => `How ${name} was renewed`,
  revoke: (name: string) => `How ${name} was revoked`,
  interception: (name: string) => `What an intercepted code was worth at ${name}`,
  failed: (name: string) => `How connecting ${name} failed`,
  cancelled: (name: string) => `How connecting ${name} was cancelled`,
  summary: (when: string, took: string) => `${when} · ${took}`,
  summaryWait: (when: string, took: string, wait: string) => `${when} · ${took}, of which ${wait} were yours`,
  running: 'still running',
  copy: 'Copy report',
  reportName: 'Report',
  parties: {
    person: 'You',
    keyfob: 'Keyfob',
    authorization_server: 'Authorization server',
    resource_server: 'Resource server',
  },
  steps: 'Steps',
  step: (step: TraceStep) => `Step ${step} · ${stepNames[step]}`,
  arrow: (from: string, to: string) => `from ${from} to ${to}`,
  noParameters: 'This step carries no parameters.',
  protectedBy: 'Protected by',
  request: 'Request',
  status: 'Status',
  masked: 'masked',
  empty: 'No step was recorded',
  emptyWords: 'This attempt ended before anything was sent.',
  gone: 'This record is no longer kept',
  goneWords: 'Only the latest flows are kept.',
} as const
