import type { RevocationReport } from '../../shared/revocation'
import { count, list, plural } from '../format'

export const settingsText = {
  title: 'Settings',
  tabs: {
    access: 'Access',
    providers: 'Providers',
    security: 'Security',
    backup: 'Backup',
    network: 'Network',
    notifications: 'Notifications',
    appearance: 'Appearance',
    about: 'About',
  },
  accessWords:
    'Everything Keyfob may do, and for whom. Revoking ends it at the provider, proves it, and erases the tokens from this computer.',
  accessEmpty: 'No access to revoke',
  accessEmptyWords:
    'Keyfob holds no tokens. Accounts you connect are listed here, so that you can cut them off at any time.',
  notGranted: (labels: readonly string[]) => `Not granted: ${list(labels)}`,
  since: (day: string) => `since ${day}`,
  used: (when: string) => `used ${when}`,
  neverUsed: 'never used',
  revoke: 'Revoke access',
  revokeOf: (label: string) => `Revoke access to ${label}`,
  revoking: 'Revoking…',
  revoked: 'Revoked',
  erased: 'Erased here',
  confirmTitle: (label: string) => `Revoke access to ${label}?`,
  confirmWords: (provider: string) =>
    `Keyfob asks ${provider} to end the access, checks that the old token is refused, and erases it from this computer. You can connect the account again at any time.`,
  confirm: 'Revoke',
  keep: 'Keep it',
  keepAll: 'Keep them',
  everything: 'Revoke everything',
  everythingWords: (amount: number) =>
    amount === 1
      ? 'Ends access to your account at its provider and erases its tokens here.'
      : `Ends access to all ${count(amount)} accounts at their providers and erases every token here.`,
  everythingButton: 'Revoke everything…',
  everythingTitle: 'Revoke everything?',
  everythingConfirm: (amount: number) =>
    amount === 1
      ? 'Keyfob ends access to your account at its provider, and erases its tokens from this computer.'
      : `Keyfob ends access to ${count(amount)} accounts at their providers, and erases every token from this computer. If one fails, the others still go ahead.`,
  endedAt: (time: string) => `Access ended at ${time}.`,
  outcomes: {
    proven: (provider: string) => `${provider} accepted the revocation, then refused the old token.`,
    had_ended: (provider: string) =>
      `${provider} had ended it already: it refused the token before Keyfob asked it to. Nothing was left to revoke.`,
    grant_stands: (provider: string) =>
      `${provider} took the token back but gave Keyfob another when asked: the access itself still stands there. The tokens were erased here.`,
    accepted: (provider: string) => `${provider} accepted the revocation.`,
    not_offered: (provider: string) =>
      `Keyfob has no way to end access at ${provider}. The tokens were erased here.`,
    needs_secret: (provider: string) =>
      `${provider} ends access only for a client with its secret, which Keyfob does not have. The tokens were erased here.`,
    failed: (provider: string) => `${provider} did not end the access. Nothing was erased.`,
    queued: (provider: string) =>
      `${provider} could not be reached. Keyfob keeps trying until it answers, even after a restart.`,
  } satisfies Record<RevocationReport['outcome'], (provider: string) => string>,
  outcomeTitles: {
    proven: 'Access ended',
    had_ended: 'Access had ended',
    grant_stands: 'Erased here only',
    accepted: 'Access ended',
    not_offered: 'Erased here only',
    needs_secret: 'Erased here only',
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
    renewal_refused: 'renewal refused',
    erased: 'keychain entry erased',
  },
  appearance: 'Appearance',
  appearances: {
    system: { label: 'Same as the system', explanation: 'Follows your desktop' },
    light: { label: 'Light', explanation: 'Paper and ink' },
    dark: { label: 'Dark', explanation: 'Graphite' },
  },
  whereTitle: 'Where secrets are kept',
  check: 'Check again',
  restart: 'Restart Keyfob',
  neverTitle: 'What never happens',
  never: [
    'No token, code or client secret is ever written to a file, only to the keychain.',
    'No token ever reaches this window. Only the part of Keyfob that talks to the provider can use it.',
    'Tokens travel only over encrypted connections, and only to addresses that their provider names.',
  ],
  aboutWords: 'The keys to your cloud accounts, in one place: connect, look, revoke.',
  version: 'Version',
  platform: 'System',
  licences: 'Licences',
  licencesWords: 'Keyfob is free software under the MIT licence, and made of free software.',
  licencesShow: 'Show licences',
  licencesCount: (packages: number) => `Made with Electron and ${plural(packages, 'package')}.`,
  licencesChromiumShow: 'Show Chromium’s licences',
  diagnostics: 'Diagnostics report',
  diagnosticsWords:
    'For whoever helps you: versions, states, counts and the latest failures. No names, no addresses of yours, no secrets.',
  diagnosticsMake: 'Create a report',
  diagnosticsCopy: 'Copy the report',
  diagnosticsName: 'The report',
  copyAbout: 'Copy versions',
  versionsName: 'Versions',
} as const

export const lockText = {
  title: 'Keyfob is locked',
  words:
    'The tokens in your keychain have left memory, and no account can be used. Unlocking goes through your keychain.',
  unlock: 'Unlock',
  now: 'Lock now',
  nowTitle: 'Lock Keyfob',
  nowWords: 'Tokens leave memory, and nothing about your accounts is shown until you unlock it.',
  auto: 'Lock when idle',
  autoWords: 'When the keyboard and mouse have not been used, in any program.',
  autoNever: 'Never',
  autoAfter: (minutes: number) => (minutes === 60 ? 'After an hour' : `After ${plural(minutes, 'minute')}`),
  withScreen: 'Lock when the screen locks',
  withScreenWords: 'Also when the computer goes to sleep.',
} as const
