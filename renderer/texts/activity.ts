import type { ActivityKind } from '../../shared/activity'
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
  subtitle: 'What happened, newest first. No secret is ever part of it.',
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
  noMatch: 'Nothing of that kind',
  noMatchWords: 'Keyfob remembers the latest 2,000 events.',
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
        'Its tokens may live very short, or the provider refuses each new one. If nothing here uses the account that much, revoke its access and connect it again.',
    },
    refused_after_renewal: {
      title: (label: string) => `${label} was ended right after it was renewed.`,
      happened: ({ provider, apart }: PatternFacts) => `${provider} took it back ${apart} later.`,
      meaning:
        'Providers do this when a refresh token is used twice: a restored backup or another program may hold a copy. If it was not you who ended it, look at the provider’s list of sign-ins before you reconnect.',
    },
    used_after_end: {
      title: (label: string) => `${label} was used after its access was ended.`,
      happened: ({ provider }: PatternFacts) => `${provider} refused a token that had not run out.`,
      meaning:
        'The access was taken back there, and not in Keyfob: by you, by somebody else, or because the token was seen where it should not be. If it was not you, look at the provider’s list of sign-ins before you reconnect.',
    },
    strangers: {
      title: (_label: string) => 'Someone knocks at sign-ins.',
      happened: ({ amount }: PatternFacts) =>
        `${amount} answers that Keyfob did not ask for within an hour, all turned away.`,
      meaning:
        'A page or a program on this computer may be guessing the address that sign-ins come back to. Nothing was accepted.',
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
    used: 'Used',
    use_failed: 'Could not be used',
    renamed: 'Renamed',
    disconnected: 'Access revoked',
    revocation_queued: 'Revocation will be tried again',
    flow_failed: 'Not connected',
    callback_turned_away: 'A stranger’s answer was turned away',
    clock_differs: 'The clock differs',
    vault_changed: 'The keychain changed',
    file_set_aside: 'A damaged file was set aside',
    entry_set_aside: 'A keychain entry that another program had changed was set aside',
    request_refused: 'A request was refused',
  } satisfies Record<ActivityKind, string>,
  /** What main says in a word; anything else it says is shown as it is. */
  details: {
    proven: 'The provider refuses the old token now.',
    accepted: 'The provider accepted it; the access token runs out by itself.',
    not_offered: 'Erased here. This provider cannot be told by an app.',
    forgotten: 'Erased here, without telling the provider.',
    'taken back from the keychain': 'Its record was lost; the keychain still knew it.',
    connected_again:
      'Connected again before the provider could be told. Ending the old access now would end the new one, so it was only erased here.',
    session_over: 'It was kept for one session only, and that is over.',
    wrong_host: 'It came for another address.',
    wrong_method: 'It was no answer of a browser.',
    wrong_path: 'It asked for a page that is not there.',
    too_large: 'It was far too large.',
    no_state: 'It carried no state.',
    foreign_state: 'Its state was not ours.',
    repeated: 'It said things twice.',
    replay: 'It had been handed in before.',
  } as Readonly<Record<string, string>>,
} as const

export const traceText = {
  connected: (name: string) => `How ${name} was connected`,
  reconnected: (name: string) => `How ${name} was reconnected`,
  more_scopes: (name: string) => `How ${name} was given more permissions`,
  renew: (name: string) => `How ${name} was renewed`,
  revoke: (name: string) => `How ${name} was revoked`,
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
  step: (number: number) => `Step ${number}`,
  arrow: (from: string, to: string) => `from ${from} to ${to}`,
  noParameters: 'This step carries no parameters.',
  protectedBy: 'Protected by',
  request: 'Request',
  status: 'Status',
  masked: 'masked',
  empty: 'No step was recorded',
  emptyWords: 'This attempt ended before anything was sent.',
  gone: 'This record is not kept any more',
  goneWords: 'Only the latest flows are kept.',
} as const
