import type { FailureWords } from './words'

/** What goes wrong on this computer: the app itself, the keychain, the disk. */
export const failuresHere = {
  bad_request: {
    title: 'Something went wrong inside Keyfob',
    happened: 'The window asked for something in a form that the rest of the app does not accept.',
    advice: 'This is a fault in Keyfob, not in your account. Nothing was changed. Try again.',
    action: 'try_again',
  },
  not_found: {
    title: ({ subject }) => (subject ? `${subject} is no longer here` : 'It is no longer here'),
    happened: 'It has been removed or has ended in the meantime.',
    advice: 'Go back and choose again.',
  },
  unexpected: {
    title: 'Something unexpected went wrong',
    happened:
      'Keyfob ran into a fault that it cannot describe better. Your accounts and tokens were left as they were.',
    advice:
      'Try again. If it keeps happening, restart Keyfob, and include the details below when you report it.',
    action: 'try_again',
  },
  shutting_down: {
    title: 'Keyfob is closing',
    happened: 'The app began to quit before this could finish.',
    advice: 'Open Keyfob and try again.',
    tone: 'warn',
  },
  app_locked: {
    title: 'Keyfob is locked',
    happened: 'While it is locked, no account can be used or changed.',
    advice: 'Unlock Keyfob, then try again.',
    action: 'try_again',
    tone: 'warn',
  },
  policy_forbids: {
    title: 'Not allowed on this computer',
    happened: ({ subject }) =>
      `The settings that your organisation made for Keyfob rule out ${subject ?? 'this'}. No server was asked.`,
    advice: 'Settings → Providers shows what they allow. Ask whoever looks after this computer.',
    tone: 'warn',
  },
  vault_locked: {
    title: 'Your keychain is locked',
    happened:
      'Keyfob keeps tokens in your keychain and nowhere else. It cannot be read or written while it is locked.',
    advice:
      'Unlock the keychain, for example by signing in to your desktop again, then check again. Nothing was lost.',
    action: 'check_keychain',
    tone: 'warn',
  },
  vault_missing_service: {
    title: 'There is no keychain on this computer',
    happened:
      'No keychain service answers, so there is no safe place for tokens. Keyfob never writes them to a file instead.',
    causes: [
      'A desktop without a keyring: on Linux install and start gnome-keyring or KWallet.',
      'Keyfob was started outside your desktop session, for example over SSH.',
    ],
    advice: 'Start a keychain service and check again, or keep the tokens in memory until Keyfob closes.',
    action: 'keep_for_session',
  },
  vault_denied: {
    title: 'The keychain said no',
    happened: 'Your keychain asked whether Keyfob may use it, and the answer was no.',
    advice: 'Try again and allow it when the keychain asks.',
    action: 'try_again',
    tone: 'warn',
  },
  vault_forbidden: {
    title: 'This computer does not let Keyfob use the keychain',
    happened: 'A rule of the system or of your organisation keeps apps like this one out of the keychain.',
    advice: 'Ask whoever looks after this computer, or keep the tokens in memory until Keyfob closes.',
    action: 'keep_for_session',
  },
  vault_gone: {
    title: 'The keychain stopped answering',
    happened: 'It worked before, but its service has gone away. The tokens in it are still there.',
    advice:
      'Restart Keyfob: a keychain that has come back is often found only after a restart. If it still does not answer, sign in to your desktop again.',
    action: 'restart',
    tone: 'warn',
  },
  vault_unexplained: {
    title: 'The keychain refused',
    happened:
      'It gave a reason that Keyfob does not know; its own words are in the details below. The tokens in it are still there.',
    causes: [
      'It is locked, or somebody answered its question with no.',
      'A rule of this computer keeps apps like this one out of it.',
    ],
    advice: 'Unlock it and try again. If it still refuses, keep the tokens in memory until Keyfob closes.',
    action: 'try_again',
    tone: 'warn',
  },
  vault_entry_altered: {
    title: 'A keychain entry was changed from outside',
    happened: ({ subject }) =>
      `${subject ? `The entry of ${subject}` : 'The entry of this account'} no longer reads as Keyfob wrote it. It was left untouched.`,
    advice: 'If you did not change it, treat this as a warning. Reconnect to store new tokens.',
    action: 'reconnect',
  },
  vault_entry_missing: {
    title: 'The tokens are gone from the keychain',
    happened: ({ subject }) =>
      `The keychain works, but it no longer has an entry for ${subject ?? 'this account'}. Something removed it.`,
    causes: ['The keychain was reset or replaced.', 'Someone deleted the entry by hand.'],
    advice: 'Reconnect: the account keeps its name and settings.',
    action: 'reconnect',
  },
  vault_secret_too_large: {
    title: 'The tokens are too large for the keychain',
    happened:
      'The provider issued tokens larger than what Keyfob keeps in a keychain: 64 KiB for one account.',
    advice: 'Connect with fewer permissions, or keep the tokens in memory until Keyfob closes.',
    action: 'keep_for_session',
  },
  disk_full: {
    title: 'The disk is full',
    happened: 'Keyfob could not save what changed. What was saved before is intact.',
    advice: 'Free some space, then try again.',
    action: 'try_again',
  },
  disk_unwritable: {
    title: 'Keyfob cannot write its files',
    happened: ({ subject }) =>
      `${subject ? `The file ${subject}` : 'Its folder'} cannot be written: it is read-only, or belongs to someone else.`,
    advice: 'Give yourself permission to write there, then try again. What was saved before is intact.',
    action: 'try_again',
  },
  profile_newer: {
    title: 'These files come from a newer Keyfob',
    happened: 'This version does not understand them, and leaves them alone so that nothing is lost.',
    advice: 'Install the newest Keyfob and open it again.',
  },
  file_damaged: {
    title: ({ subject }) => (subject ? `${subject} is damaged` : 'A file is damaged'),
    happened: 'It could not be read, so it was set aside under another name instead of being overwritten.',
    advice: 'Keyfob carries on without it. Accounts that are missing now can be connected again.',
    tone: 'warn',
  },
  backup_unreadable: {
    title: ({ subject }) => `${subject ?? 'The file'} cannot be opened`,
    happened: 'The system does not let Keyfob read it. Nothing was changed.',
    advice: 'Check that the file is still there and belongs to you, then choose it again.',
  },
  backup_too_large: {
    title: ({ subject }) => `${subject ?? 'The file'} is too large for a backup`,
    happened: 'A Keyfob backup never comes near 20 MB, so this file was not read. Nothing was changed.',
    advice: 'Choose the file that Keyfob saved: its name begins with Keyfob and ends in .json.',
  },
  backup_damaged: {
    title: 'The backup is incomplete',
    happened:
      'It was saved by Keyfob, but it ends too early or has been changed since. Nothing was restored.',
    causes: ['It was copied or sent while it was still being written.', 'Somebody edited it.'],
    advice: 'Copy it again from the other computer, or save a new one there.',
  },
  backup_foreign: {
    title: 'That is not a Keyfob backup',
    happened: 'The file holds something else. Nothing was changed.',
    advice: 'Choose the file that Keyfob saved: its name begins with Keyfob and ends in .json.',
  },
  backup_newer: {
    title: 'The backup comes from a newer Keyfob',
    happened: 'This version may misread it, so nothing was restored.',
    advice: 'Install the newest Keyfob here, then choose the backup again.',
  },
  backup_invalid: {
    title: 'The backup contains something it should not',
    happened: ({ subject }) =>
      `A part of it${subject ? `, ${subject},` : ''} is not as Keyfob writes it, so nothing was restored.`,
    advice: 'Save a new backup on the other computer, and leave the file as it is.',
  },
  loopback_port_in_use: {
    title: ({ port }) => (port ? `Port ${port} is in use` : 'The port for the answer is in use'),
    happened:
      'The browser answers Keyfob through a port on this computer, and another program is using the one this provider requires.',
    advice: 'Close the other program, often a development server, then try again.',
    action: 'try_again',
  },
  loopback_port_reserved: {
    title: ({ port }) =>
      port ? `Port ${port} is reserved by the system` : 'The port is reserved by the system',
    happened:
      'No program is using it, but the system does not give it out. Hyper-V, WSL and Docker reserve ranges of ports.',
    advice: 'Restarting the computer usually moves those ranges. Then try again.',
    action: 'try_again',
  },
  loopback_unavailable: {
    title: 'Keyfob cannot listen for the answer on this computer',
    happened:
      'After you allow it, the browser hands the answer to Keyfob on 127.0.0.1. That address could not be opened.',
    causes: ['A firewall or security program that forbids it.', 'A sandbox around Keyfob without a network.'],
    advice:
      'Allow Keyfob to listen on 127.0.0.1, or choose a way to sign in that needs no answer from the browser.',
    action: 'other_way',
  },
  browser_not_opened: {
    title: 'Your browser did not open',
    happened: 'Keyfob asked the system to open the sign-in page, but it did not.',
    causes: ['No default browser is set.'],
    advice: 'Set a default browser and try again, or copy the link into any browser.',
    action: 'try_again',
  },
  sandbox_unavailable: {
    title: 'The Sandbox Cloud did not start',
    happened: 'The demo cloud runs inside Keyfob, and its process could not be started or has stopped.',
    advice: 'Try again. If it keeps happening, restart Keyfob. Your real accounts are not affected.',
    action: 'try_again',
  },
} satisfies Record<string, FailureWords>
