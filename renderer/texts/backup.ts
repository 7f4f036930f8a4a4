import type { SkipReason } from '../../shared/backup'
import { plural } from '../format'

export const backupTexts = {
  saveTitle: 'Save a back-up',
  saveWords:
    'One file with your accounts’ names and permissions, your clients and your settings. No token and no client secret: those never leave the keychain.',
  save: 'Save a back-up…',
  saved: (accounts: number, file: string) => `${plural(accounts, 'account')} saved to ${file}`,
  openTitle: 'Read a back-up',
  openWords:
    'From another computer, or from this one as it was. No account here is replaced; the settings become those of the file. Every account that comes in is reconnected once, in your browser.',
  open: 'Choose a back-up…',
  result: (file: string) => `From ${file}`,
  nothing: 'Everything in it was here already.',
  cameIn: (accounts: number) => `${plural(accounts, 'account')} came in`,
  progress: (done: number, all: number) => `${done} of ${all} reconnected`,
  allDone: 'All of them work again.',
  reconnect: 'Reconnect',
  reconnectOf: (label: string) => `Reconnect ${label}`,
  waiting: 'Waits for you',
  done: 'Works',
  ended: 'Removed since',
  providers: 'New providers',
  clients: 'Client secrets to enter again',
  clientsWords:
    'They stayed in the other keychain. Enter each under Settings → Providers before you reconnect there.',
  toProviders: 'To the providers',
  skipped: (accounts: number) => `${plural(accounts, 'account')} left out`,
  reasons: {
    already_here: 'is connected here already',
    twice_in_the_file: 'is in the file twice',
    on_the_other_computer: 'its server ran on the other computer',
    unknown_provider: 'this Keyfob does not know its provider',
    policy: 'a policy of this computer does not allow its provider',
  } satisfies Record<SkipReason, string>,
  close: 'Done with this list',
} as const
