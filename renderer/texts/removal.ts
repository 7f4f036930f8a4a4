import type { RemovalPlan, RemovedAccount } from '../../shared/removal'
import { list, plural, timeOfDay } from '../format'

export const removalText = {
  title: 'Remove everything',
  words:
    'Ends all access at the providers, erases every Keyfob entry in the keychain, and deletes Keyfob’s files from this computer. For when you stop using Keyfob or give the computer away.',
  button: 'Remove everything…',
  dialogTitle: 'Remove everything?',
  /** In the order in which it happens. */
  steps: ({ accounts, leaving, clients, providers, folder, keychain }: RemovalPlan): readonly string[] => {
    const ended = [
      accounts > 0 && plural(accounts, 'account'),
      leaving > 0 && `${plural(leaving, 'pending revocation')}`,
    ].filter((part) => part !== false)
    const kept = [
      clients > 0 && `${plural(clients, 'client')} you entered`,
      providers > 0 && `${plural(providers, 'provider')} you added`,
    ].filter((part) => part !== false)
    return [
      ended.length > 0
        ? `Access ends at the providers, with proof: ${list(ended)}.`
        : 'No account is connected, so there is no access to end.',
      `Every Keyfob entry in ${keychain} is erased.`,
      `When Keyfob quits, its files in ${folder} are deleted: accounts, settings and activity${kept.length > 0 ? `, with ${list(kept)}` : ''}.`,
    ]
  },
  stays:
    'Files you exported or backed up elsewhere stay. So does the program itself: uninstall it the way you installed it.',
  word: 'remove',
  typed: (word: string) => `Type “${word}” to continue`,
  confirm: 'Remove everything',
  keep: 'Keep everything',

  revoking: 'Ending access…',
  progress: (ended: number, all: number) => `${ended} of ${plural(all, 'account')} ended`,
  interrupted: 'Removing everything was interrupted',
  interruptedWords: (ended: number, all: number) =>
    all === 0
      ? 'Keyfob ended before it was finished. Nothing is lost, and nothing continues by itself.'
      : `Keyfob ended before it was finished: ${ended} of ${plural(all, 'account')} had been ended. The rest are as they were, and nothing continues by itself.`,
  goOn: 'Continue removing',
  undecided: 'Some access could not be ended',
  undecidedWords:
    'Nothing has been erased for the accounts below. Try again, or remove everything anyway: after that, their access can no longer be ended from here.',
  tryAgain: 'Try again',
  allTheSame: 'Remove anyway…',
  allTheSameTitle: 'Remove without ending access?',
  allTheSameWords: (accounts: number) =>
    `The tokens of ${plural(accounts, 'account')} are erased here but stay valid at the provider. Anyone who has a copy could use them until they expire or you end the access there.`,
  allTheSameConfirm: 'Remove anyway',
  notYet: 'Not yet',
  keepRest: 'Keep the rest',
  erasing: 'Erasing…',
  unerased: 'The keychain could not be emptied',
  unerasedWords: (keychain: string) =>
    `Keyfob entries may still be in ${keychain}. Unlock it and try again. Or quit: Keyfob erases them the next time it starts and the keychain is unlocked. You can also delete the entries named Keyfob there yourself.`,
  startAfresh: 'Start afresh',
  startAfreshWords: 'Start afresh restarts Keyfob; accounts that are still in the keychain come back.',
  removed: 'Everything has been removed',
  removedWords: 'Quit Keyfob now: the last of its files are deleted as it closes.',
  quit: 'Quit Keyfob',
  proven: (accounts: number) => `${plural(accounts, 'account')} ended, with proof`,
  livesOn: 'Access that may still work',
  outcomes: {
    proven: () => 'Ended, with proof.',
    had_ended: () => 'Its provider had ended it already.',
    grant_stands: () => 'Its provider took the token back, but the access itself still stands there.',
    accepted: ({ usableUntil = Number.POSITIVE_INFINITY }) => {
      if (usableUntil <= Date.now()) return 'Ended.'
      return usableUntil === Number.POSITIVE_INFINITY
        ? 'Ended. Its last access token may work a little while longer.'
        : `Ended. Its last access token can be used until ${timeOfDay(usableUntil)}.`
    },
    not_offered: () => 'Keyfob has no way to end access at its provider.',
    needs_secret: () => 'Its provider ends access only for a client with its secret.',
    queued: () => 'Its provider could not be reached.',
    failed: ({ failure }) =>
      failure?.code === 'vault_entry_missing'
        ? 'Its tokens were gone from the keychain, so nothing could end it.'
        : 'It could not be ended.',
  } satisfies Record<RemovedAccount['outcome'], (account: RemovedAccount) => string>,
  byHand: (label: string) => `End access to ${label} at the provider`,
  byHandShort: 'End it there',
  noPage: 'Look for connected apps in your settings at the provider.',
  foreign: (names: readonly string[]) =>
    `Left in the folder because Keyfob did not create them: ${list(names)}.`,
} as const
