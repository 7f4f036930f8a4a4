import type { SkipReason } from '../../shared/backup'
import { plural } from '../format'

export const backupTexts = {
  saveTitle: 'Save a backup',
  saveWords:
    'One file with the names and permissions of your accounts, your clients and your settings. It holds no token and no client secret: those never leave the keychain.',
  save: 'Save a backup…',
  saved: (accounts: number, file: string) => `${plural(accounts, 'account')} saved to ${file}`,
  openTitle: 'Restore a backup',
  openWords:
    'From another computer, or from this one at an earlier time. No account here is replaced. Your settings become those in the file, but for what protects this computer: lock, network and rows kept on disk stay as they are. Each restored account is reconnected once, in your browser.',
  open: 'Choose a backup…',
  result: (file: string) => `From ${file}`,
  nothing: 'Everything in it was already here.',
  cameIn: (accounts: number) => `${plural(accounts, 'account')} restored`,
  progress: (done: number, all: number) => `${done} of ${all} reconnected`,
  allDone: 'All of them work again.',
  reconnect: 'Reconnect',
  reconnectOf: (label: string) => `Reconnect ${label}`,
  waiting: 'Waiting for you',
  done: 'Working',
  ended: 'Removed since',
  providers: 'New providers',
  clients: 'Client secrets to enter again',
  clientsWords:
    'They stayed in the other keychain. Enter each one in Settings → Providers before you reconnect.',
  toProviders: 'Go to Providers',
  skipped: (accounts: number) => `${plural(accounts, 'account')} left out`,
  reasons: {
    already_here: 'is already connected here',
    twice_in_the_file: 'is in the file twice',
    on_the_other_computer: 'its server ran on the other computer',
    unknown_provider: 'this version of Keyfob does not know its provider',
    policy: 'this computer’s policy does not allow its provider',
  } satisfies Record<SkipReason, string>,
  close: 'Close this list',
} as const
