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
  checkAllTheSame: 'Check anyway',
  checking: 'Checking for the newest version…',
  idle: (host: string) => `Keyfob contacts ${host} only when you press the button.`,
  idleDaily: (host: string) => `Keyfob contacts ${host} once a day, and when you press the button.`,
  byHand: (host: string) =>
    `This copy of Keyfob cannot replace itself. It can ask ${host} whether there is a newer version, and show you where to get it.`,
  managed: (manager: string) =>
    `Keyfob was installed with ${manager}, which updates it along with your other programs.`,
  hindrances: {
    no_address:
      'This build has no update address, so it cannot look for newer versions. Install them the way you installed this one.',
    no_key:
      'This build has no key to check updates with, so it accepts none. Install newer versions the way you installed this one.',
    policy: 'Your organisation takes care of updates and has turned this off.',
  } satisfies Record<UpdateHindrance, string>,
  current: 'Keyfob is up to date.',
  older: (version: string) =>
    `Keyfob is up to date. The server offers ${version}, which is older; Keyfob never goes back to an older version.`,
  available: (version: string, size: number) => `Version ${version} is available (${bytes(size)}).`,
  availableElsewhere: (version: string) => `Version ${version} is available.`,
  released: (day: string) => `Released ${day}.`,
  download: 'Download',
  openPage: 'Open the download page',
  downloading: (version: string) => `Downloading version ${version}`,
  received: (received: number, all: number) => `${bytes(received)} of ${bytes(all)}`,
  stop: 'Stop',
  ready: (version: string) => `Version ${version} has been downloaded and verified.`,
  restart: 'Restart to update',
  waiting: (waitsFor: UpdateWaitsFor) => `Keyfob restarts as soon as ${waits[waitsFor]} is over.`,
  notNow: 'Not now',
  restarting: 'Restarting…',
  notes: (version: string) => `What’s new in ${version}`,
  byItself: 'Check once a day',
  byItselfWords: 'A minute after Keyfob starts, and then daily. Nothing is downloaded until you say so.',
} as const
