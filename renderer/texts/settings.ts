import type { RevocationReport } from '../../shared/revocation'
import { count, plural } from '../format'

export const settingsText = {
  title: 'Settings',
  tabs: {
    access: 'Access',
    providers: 'Providers',
    security: 'Security',
    backup: 'Back-up',
    network: 'Network',
    notifications: 'Notifications',
    appearance: 'Appearance',
    about: 'About',
  },
  accessWords:
    'Everything Keyfob may do, and for whom. Revoking ends it at the provider, proves it, and erases the tokens from this computer.',
  accessEmpty: 'No access to revoke',
  accessEmptyWords:
    'Keyfob holds no tokens. What you connect will be listed here, to be cut off at any time.',
  since: (day: string) => `since ${day}`,
  used: (when: string) => `used ${when}`,
  neverUsed: 'never used',
  revoke: 'Revoke access',
  revokeOf: (label: string) => `Revoke access of ${label}`,
  revoking: 'Revoking…',
  revoked: 'Revoked',
  confirmTitle: (label: string) => `Revoke access of ${label}?`,
  confirmWords: (provider: string) =>
    `Keyfob asks ${provider} to end the access, checks that the old token is refused, and erases it from this computer. To use the account again you connect it anew.`,
  confirm: 'Revoke',
  keep: 'Keep it',
  keepAll: 'Keep them',
  everything: 'Revoke everything',
  everythingWords: (amount: number) =>
    `Ends ${amount === 1 ? 'the one grant' : `all ${amount} grants`} at ${amount === 1 ? 'its provider' : 'their providers'} and erases every token here.`,
  everythingButton: 'Revoke everything…',
  everythingTitle: 'Revoke everything?',
  everythingConfirm: (amount: number) =>
    amount === 1
      ? 'Keyfob ends the one grant at its provider, and erases its tokens from this computer.'
      : `Keyfob ends ${count(amount)} grants at their providers, and erases every token from this computer. One that fails does not stop the others.`,
  everythingProgress: (ended: number, all: number) => `${ended} of ${all} ended`,
  endedAt: (time: string) => `Access ended at ${time}.`,
  outcomes: {
    proven: (provider: string) => `${provider} accepted the revocation, then refused the old token.`,
    accepted: (provider: string) => `${provider} accepted the revocation.`,
    not_offered: (provider: string) =>
      `${provider} offers no way for apps to end access. The tokens were erased here.`,
    failed: (provider: string) => `${provider} did not end the access. Nothing was erased.`,
    queued: (provider: string) =>
      `${provider} could not be reached. Keyfob tries again until it answers, also after a restart.`,
  } satisfies Record<RevocationReport['outcome'], (provider: string) => string>,
  outcomeTitles: {
    proven: 'Access ended',
    accepted: 'Access ended',
    not_offered: 'Erased here only',
    failed: 'Not ended',
    queued: 'Not ended yet',
  } satisfies Record<RevocationReport['outcome'], string>,
  usableUntil: (time: string) => `The old access token can still be used until ${time}.`,
  usableUnknown: 'The old access token may work for a little while longer.',
  manual: 'End it at the provider',
  forget: 'Erase it here anyway',
  forgotten: 'Erased from this computer. The provider was not asked.',
  tryAgain: 'Try again',
  seeSteps: 'Details',
  stepWords: {
    start: (provider: string) => `Asking ${provider} to end it…`,
    proof: (provider: string) => `Checking that ${provider} refuses the old token…`,
    erase: 'Erasing the tokens here…',
  },
  evidence: {
    refresh_token_revoked: 'refresh token revoked',
    access_token_revoked: 'access token revoked',
    proof: 'old token refused',
    erased: 'keychain entry erased',
  },
  appearance: 'Appearance',
  appearances: {
    system: { label: 'As the system', explanation: 'Light by day, dark by night' },
    light: { label: 'Light', explanation: 'Paper and ink' },
    dark: { label: 'Dark', explanation: 'Graphite' },
  },
  whereTitle: 'Where secrets are kept',
  check: 'Check again',
  restart: 'Restart Keyfob',
  neverTitle: 'What never happens',
  never: [
    'No token, code or client secret is written to a file: only to the keychain.',
    'No token ever reaches this window. It is used by the part of Keyfob that talks to the provider, and only there.',
    'A token is sent over encrypted connections only, and only to addresses that its provider names.',
  ],
  aboutWords: 'The keys to your cloud accounts, in one place: connect, look, revoke.',
  version: 'Version',
  platform: 'System',
  diagnostics: 'Diagnostics report',
  diagnosticsWords:
    'For whoever helps you: versions, states, counts and the last failures. No name, no address of yours, no secret.',
  diagnosticsMake: 'Make a report',
  diagnosticsCopy: 'Copy the report',
  diagnosticsName: 'The report',
  copyAbout: 'Copy versions',
  versionsName: 'Versions',
} as const

export const lockText = {
  title: 'Keyfob is locked',
  words: 'No token is in memory, and no account can be used. Unlocking goes through your keychain.',
  unlock: 'Unlock',
  now: 'Lock now',
  nowTitle: 'Lock Keyfob',
  nowWords: 'Tokens leave memory, and nothing of any account is shown until you unlock it.',
  auto: 'Lock when nobody is there',
  autoWords: 'When neither keyboard nor mouse has been touched, in any program.',
  autoNever: 'Never',
  autoAfter: (minutes: number) => (minutes === 60 ? 'After an hour' : `After ${plural(minutes, 'minute')}`),
  withScreen: 'Lock when the screen locks',
  withScreenWords: 'Also when the computer goes to sleep.',
} as const
