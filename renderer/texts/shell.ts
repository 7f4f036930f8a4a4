import type { Notice } from '../../shared/events'
import { plural } from '../format'

export const navigationText = {
  label: 'Main',
  accounts: 'Accounts',
  browse: 'Browse',
  activity: 'Activity',
  settings: 'Settings',
  search: 'Search everything',
  connected: 'Connected',
  attention: (amount: number) => `${plural(amount, 'account needs', 'accounts need')} you`,
} as const

export const paletteText = {
  more: (left: number) => `and ${left} more: keep typing`,
  title: 'Search everything',
  placeholder: 'Accounts, rows, screens, resources…',
  results: 'Results',
  nothing: 'Nothing found by that name.',
  accounts: 'Accounts',
  screens: 'Go to',
  resources: 'Browse',
  connect: 'Connect',
  connectTo: (provider: string) => `Connect ${provider}`,
} as const

export const noticesText = {
  region: 'Notices',
  renewed: (label: string) => `${label} was renewed.`,
  copied: (what: string) => `${what} copied.`,
  file_set_aside: (subject: string) =>
    `${subject} could not be read in full. It was set aside, and nothing was overwritten.`,
  entry_set_aside: (subject: string) =>
    `Another program changed one of Keyfob’s entries in ${subject}. What it wrote was set aside, and the account carries on with its newest token.`,
  profile_read_only: (subject: string) =>
    `Keyfob cannot write to ${subject}: changes are lost when it closes.`,
  profile_newer: (subject: string) =>
    `${subject} was written by a newer Keyfob. It is left as it is, and nothing can be changed until you install that version.`,
  clock_differs: (subject: string) =>
    `This computer’s clock differs from that of ${subject}. Sign-ins may fail.`,
  update_available: (subject: string) => `Keyfob ${subject} is available: see Settings → About.`,
} as const satisfies Record<Notice['kind'], (subject: string) => string> & Record<string, unknown>

export const brokenText = {
  title: 'The window could not be drawn',
  words:
    'Something arrived that this version of Keyfob cannot show. Your accounts and their tokens are safe.',
  again: 'Start over',
} as const
