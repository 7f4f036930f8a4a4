import type { FailureWords } from './words'

const goesOn = 'Keyfob goes on as it is.'

/** What goes wrong between a newer version of Keyfob and this one. */
export const failuresOfUpdates = {
  update_not_found: {
    title: 'The update server has nothing for Keyfob',
    happened: ({ machine, status }) =>
      `${machine === 'the server' ? 'It' : machine} answered${status ? ` with status ${status}` : ''}, but no version of Keyfob lies where it should. ${goesOn}`,
    causes: ['A new version is just being put there.', 'The address of updates has changed.'],
    advice: 'Try again later. If it stays, download the newest version from where you got this one.',
    action: 'try_again',
    tone: 'warn',
  },
  update_unsigned: {
    title: 'The update is not signed',
    happened: `A newer version may be there, but nothing proves that it comes from the makers of Keyfob, so nothing was downloaded. ${goesOn}`,
    causes: [
      'A new version is just being put there, its signature last.',
      'Somebody other than the makers put it there.',
    ],
    advice: 'Try again in an hour. Do not install by hand what lies there now.',
    action: 'try_again',
  },
  update_wrongly_signed: {
    title: 'The update is not from the makers of Keyfob',
    happened: `Its signature does not fit the key that came with this version, so nothing of it was installed. ${goesOn}`,
    causes: [
      'A new version is just being put there, its signature last.',
      'Somebody has put another program in its place.',
    ],
    advice:
      'Try again in an hour. If it stays, tell the makers of Keyfob, and do not install by hand what lies there.',
    action: 'try_again',
  },
  update_invalid: {
    title: 'The description of the update cannot be read',
    happened: ({ machine }) =>
      `What ${machine} says of the newest version is not written as Keyfob knows it. Nothing was downloaded. ${goesOn}`,
    causes: ['This version is too old to understand it.'],
    advice: 'Download the newest version from where you got this one.',
    action: 'try_again',
  },
  update_unsuitable: {
    title: 'The new version is not there for this system',
    happened: ({ subject }) =>
      `${subject ? `Version ${subject}` : 'It'} was brought out without a file for this kind of computer. ${goesOn}`,
    advice: 'Try again later: systems are sometimes served one after the other.',
    action: 'try_again',
    tone: 'warn',
  },
  update_elsewhere: {
    title: 'The update lies on another server',
    happened: ({ machine, subject }) =>
      `${machine === 'the server' ? 'The server' : machine} points to ${subject ?? 'another address'}. Keyfob takes updates from the one server that it was told of, and did not go there. ${goesOn}`,
    causes: ['A network that wants you to sign in on a page first.'],
    advice: 'Open any page in your browser to see whether the network is free, then try again.',
    action: 'try_again',
  },
  update_damaged: {
    title: 'The update arrived damaged',
    happened: `What came is not the file that was signed: it is shorter, longer, or another one. It was thrown away. ${goesOn}`,
    causes: ['The line broke off on the way.', 'A proxy or virus scanner that changes what it passes on.'],
    advice: 'Try again. If it stays, try another network.',
    action: 'try_again',
  },
  update_not_installed: {
    title: 'The new version could not be put in place',
    happened: ({ subject }) =>
      `${subject ? `${subject} could not be replaced` : 'The system did not let Keyfob replace itself'}. The version that was there still is.`,
    causes: ['Its folder belongs to somebody else, or is read-only.', 'The disk is full.'],
    advice: 'Give yourself the right to write there and try again, or install the new version by hand.',
    action: 'try_again',
  },
} satisfies Record<string, FailureWords>
