import type { UpdateHindrance, UpdateWaitsFor } from '../../shared/update'
import { bytes } from '../format'

const waits = {
  sign_in: 'the sign-in',
  renewal: 'the renewal of a token',
  revocation: 'the revocation',
} satisfies Record<UpdateWaitsFor, string>

export const updateText = {
  title: 'Updates',
  check: 'Check for updates',
  checkAllTheSame: 'Look all the same',
  checking: 'Asking for the newest version…',
  idle: (host: string) => `${host} is asked when you press the button, and not before.`,
  byHand: (host: string) =>
    `This copy cannot replace itself. Keyfob can ask ${host} whether there is a newer version, and shows you where it is.`,
  managed: (manager: string) =>
    `${manager} has installed Keyfob and brings newer versions along with those of your other programs.`,
  hindrances: {
    no_address:
      'This build has no update address. It is made into a build (KEYFOB_UPDATES), or laid down by an organisation (updateUrl in its policy). Install newer versions as you installed this one.',
    no_key:
      'This build has no key to tell a real update from a false one, so it takes none. Install newer versions as you installed this one.',
    policy: 'Your organisation brings newer versions itself, and has turned this off.',
  } satisfies Record<UpdateHindrance, string>,
  current: 'This is the newest version.',
  older: (version: string) =>
    `This is the newest version. The server offers ${version}, which is older: Keyfob never goes back.`,
  available: (version: string, size: number) => `Version ${version} is there (${bytes(size)}).`,
  availableElsewhere: (version: string) => `Version ${version} is there.`,
  released: (day: string) => `Brought out ${day}.`,
  download: 'Download',
  openPage: 'Where to download it',
  downloading: (version: string) => `Downloading version ${version}`,
  received: (received: number, all: number) => `${bytes(received)} of ${bytes(all)}`,
  stop: 'Stop',
  ready: (version: string) => `Version ${version} is downloaded and checked.`,
  restart: 'Restart to update',
  waiting: (waitsFor: UpdateWaitsFor) => `Keyfob restarts as soon as ${waits[waitsFor]} is over.`,
  notNow: 'Not now',
  restarting: 'Restarting…',
  notes: (version: string) => `What is new in ${version}`,
  byItself: 'Look once a day',
  byItselfWords:
    'Asks the update server a minute after the start and then daily, and tells you. Nothing is downloaded before you say so.',
} as const
