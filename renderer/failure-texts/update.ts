import type { FailureWords } from './words'

const goesOn = 'Keyfob stays as it is.'

/** What goes wrong between a newer version of Keyfob and this one. */
export const failuresOfUpdates = {
  update_not_found: {
    title: 'No update was found on the server',
    happened: ({ machine, status }) =>
      `${machine === 'the server' ? 'It' : machine} answered${status ? ` with status ${status}` : ''}, but no version of Keyfob is where it should be. ${goesOn}`,
    causes: ['A new version is being published right now.', 'The update address has changed.'],
    advice:
      'Try again later. If it keeps happening, download the newest version from where you got this one.',
    action: 'try_again',
    tone: 'warn',
  },
  update_unsigned: {
    title: 'The update is not signed',
    happened: `There may be a newer version, but nothing proves that it comes from the makers of Keyfob, so nothing was downloaded. ${goesOn}`,
    causes: [
      'A new version is being published right now, and its signature comes last.',
      'Someone other than the makers published it.',
    ],
    advice: 'Try again in an hour. Until then, do not install by hand what is offered there.',
    action: 'try_again',
  },
  update_wrongly_signed: {
    title: 'The update is not from the makers of Keyfob',
    happened: `Its signature does not match the key that came with this version, so nothing was installed. ${goesOn}`,
    causes: [
      'A new version is being published right now, and its signature comes last.',
      'Someone has put another program in its place.',
    ],
    advice:
      'Try again in an hour. If it keeps happening, tell the makers of Keyfob, and do not install by hand what is offered there.',
    action: 'try_again',
  },
  update_invalid: {
    title: 'The description of the update cannot be read',
    happened: ({ machine }) =>
      `What ${machine} says about the newest version is not in a form that Keyfob understands. Nothing was downloaded. ${goesOn}`,
    causes: ['This version is too old to understand it.'],
    advice: 'Download the newest version from where you got this one.',
    action: 'try_again',
  },
  update_unsuitable: {
    title: 'The new version is not available for this system',
    happened: ({ subject }) =>
      `${subject ? `Version ${subject}` : 'It'} was released without a file for this kind of computer. ${goesOn}`,
    advice: 'Try again later: files for some systems may be published after others.',
    action: 'try_again',
    tone: 'warn',
  },
  update_elsewhere: {
    title: 'The update is on another server',
    happened: ({ machine, subject }) =>
      `${machine === 'the server' ? 'The server' : machine} points to ${subject ?? 'another address'}. Keyfob only takes updates from the server it was built for, so it did not go there. ${goesOn}`,
    causes: ['A network that wants you to sign in on a page first.'],
    advice: 'Open any page in your browser to see whether the network is free, then try again.',
    action: 'try_again',
  },
  update_damaged: {
    title: 'The update arrived damaged',
    happened: `What arrived is not the file that was signed: it is shorter, longer or a different one. It was deleted. ${goesOn}`,
    causes: ['The connection was interrupted.', 'A proxy or virus scanner changes what it passes on.'],
    advice: 'Try again. If it keeps happening, try another network.',
    action: 'try_again',
  },
  update_not_installed: {
    title: 'The new version could not be installed',
    happened: ({ subject }) =>
      `${subject ? `${subject} could not be replaced` : 'The system did not let Keyfob replace itself'}. The previous version is still there.`,
    causes: ['Its folder belongs to someone else or is read-only.', 'The disk is full.'],
    advice: 'Give yourself permission to write there and try again, or install the new version by hand.',
    action: 'try_again',
  },
} satisfies Record<string, FailureWords>
