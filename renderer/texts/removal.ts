import type { RemovalPlan, RemovedAccount } from '../../shared/removal'
import { list, plural, timeOfDay } from '../format'

export const removalText = {
  title: 'Remove everything',
  words:
    'Ends all access at the providers, erases every entry of Keyfob in the keychain, and deletes its files from this computer. For when you stop using Keyfob, or pass the computer on.',
  button: 'Remove everything…',
  dialogTitle: 'Remove everything?',
  /** In the order in which it happens. */
  steps: ({ accounts, leaving, clients, providers, folder, keychain }: RemovalPlan): readonly string[] => {
    const ended = [
      accounts > 0 && plural(accounts, 'account'),
      leaving > 0 && `${plural(leaving, 'revocation')} that still waited`,
    ].filter((part) => part !== false)
    const kept = [
      clients > 0 && `${plural(clients, 'client')} of yours`,
      providers > 0 && `${plural(providers, 'provider')} that you added`,
    ].filter((part) => part !== false)
    return [
      ended.length > 0
        ? `Access ends at the providers, with proof: ${list(ended)}.`
        : 'No account is connected: no access has to be ended.',
      `The keychain is emptied: every entry of Keyfob in ${keychain}.`,
      `The files go, once Keyfob has quit: records, settings and activity${kept.length > 0 ? `, ${list(kept)}` : ''}, in ${folder}.`,
    ]
  },
  stays:
    'Files that you exported or backed up elsewhere stay. So does the program: uninstall it as you installed it.',
  word: 'remove',
  typed: (word: string) => `Type “${word}” to go on`,
  confirm: 'Remove everything',
  keep: 'Keep everything',

  revoking: 'Ending access…',
  progress: (ended: number, all: number) => `${ended} of ${plural(all, 'account')} ended`,
  interrupted: 'Removing everything was interrupted',
  interruptedWords: (ended: number, all: number) =>
    all === 0
      ? 'Keyfob ended before it was done. Nothing has been lost, and nothing goes on by itself.'
      : `Keyfob ended before it was done: ${ended} of ${plural(all, 'account')} had been ended. What is left is as it was, and nothing goes on by itself.`,
  goOn: 'Go on removing',
  undecided: 'Not everything could be ended',
  undecidedWords:
    'Nothing of these accounts has been erased. Try again, or remove everything all the same: then nobody can end their access from here any more.',
  tryAgain: 'Try again',
  allTheSame: 'Remove all the same…',
  allTheSameTitle: 'Give up the way to end it?',
  allTheSameWords: (accounts: number) =>
    `The tokens of ${plural(accounts, 'account')} are erased here without being ended. Whoever has a copy could use them until they run out or you end them at the provider.`,
  allTheSameConfirm: 'Remove all the same',
  notYet: 'Not yet',
  keepRest: 'Keep what is left',
  erasing: 'Erasing…',
  unerased: 'The keychain could not be emptied',
  unerasedWords: (keychain: string) =>
    `Entries of Keyfob may still be in ${keychain}. Open it and try again; or quit, and Keyfob erases them when it starts next and finds it open. By hand: look for entries named Keyfob there.`,
  startAfresh: 'Start afresh',
  startAfreshWords:
    'To start afresh: Keyfob restarts, and accounts whose entries are still in the keychain come back.',
  removed: 'Everything is removed',
  removedWords: 'Quit Keyfob now: the last of its files go as it closes.',
  quit: 'Quit Keyfob',
  proven: (accounts: number) => `${plural(accounts, 'account')} ended, with proof`,
  livesOn: 'Access that may live on',
  outcomes: {
    proven: () => 'Ended, with proof.',
    accepted: ({ usableUntil }) =>
      usableUntil === undefined
        ? 'Ended. Its last access token may work a little while longer.'
        : `Ended. Its last access token can be used until ${timeOfDay(usableUntil)}.`,
    not_offered: () => 'Its provider lets no app end access.',
    queued: () => 'Its provider could not be reached.',
    failed: ({ failure }) =>
      failure?.code === 'vault_entry_missing'
        ? 'Its tokens were gone from the keychain, so nothing could end it.'
        : 'It could not be ended.',
  } satisfies Record<RemovedAccount['outcome'], (account: RemovedAccount) => string>,
  byHand: (label: string) => `End access of ${label} at the provider`,
  byHandShort: 'End it there',
  noPage: 'Look for connected apps in your settings there.',
  foreign: (names: readonly string[]) => `Left in the folder, as they are not Keyfob’s: ${list(names)}.`,
} as const
