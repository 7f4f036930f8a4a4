/** The sentences that a person meets outside the window: menu, tray, notifications. */
export const textAround = {
  app: 'Keyfob',
  failedStart: {
    title: 'Keyfob could not start',
    body: (reason: string) =>
      `${reason}\n\nYour accounts and their tokens are as they were. Start Keyfob again; if this comes back, install it anew.`,
  },
  menu: {
    file: '&File',
    view: '&View',
    help: '&Help',
    connect: 'Connect an Account…',
    settings: 'Settings…',
    lock: 'Lock Keyfob',
    close: 'Close Window',
    quit: 'Quit Keyfob',
    accounts: 'Accounts',
    browse: 'Browse',
    activity: 'Activity',
    settingsScreen: 'Settings',
    search: 'Search Everything…',
    refresh: 'Refresh',
    back: 'Back',
    forward: 'Forward',
    larger: 'Larger',
    smaller: 'Smaller',
    usualSize: 'Usual Size',
    fullScreen: 'Full Screen',
    shortcuts: 'Keyboard Shortcuts',
    doctor: 'Sign-in Doctor',
    about: 'About Keyfob',
    developer: 'Developer Tools',
  },
  tray: {
    show: 'Show Keyfob',
    connect: 'Connect an account…',
    lock: 'Lock',
    locked: 'Keyfob is locked',
    quit: 'Quit',
    none: 'No accounts yet',
    more: (amount: number) => `and ${amount} more…`,
    calm: (amount: number) => `Keyfob: ${amount === 1 ? '1 account' : `${amount} accounts`}, all working`,
    attention: (amount: number) =>
      `Keyfob: ${amount === 1 ? '1 account needs' : `${amount} accounts need`} you`,
    states: {
      working: 'working',
      unreachable: 'cannot be reached',
      needs_reconnecting: 'needs reconnecting',
    },
  },
  notification: {
    endedTitle: (label: string) => `${label} needs you`,
    endedBody: (provider: string) => `Its access at ${provider} has ended. Reconnect it to keep using it.`,
    endsTitle: (label: string, left: string) => `Access to ${label} expires in ${left}`,
    endsBody: (provider: string) => `${provider} offers no way to renew it. Reconnect it before then.`,
    renewalsEndBody: (provider: string) =>
      `${provider} renews it until then and no longer. Reconnect it before then.`,
    secretTitle: (provider: string, left: string) => `The client secret for ${provider} expires in ${left}`,
    secretBody: (label: string) =>
      `${label} cannot be renewed after that. Create a new one and enter it in Settings.`,
    lockedBody: (amount: number) =>
      `${amount === 1 ? 'An account needs' : `${amount} accounts need`} you. Unlock Keyfob to see more.`,
    days: (amount: number) => (amount === 1 ? '1 day' : `${amount} days`),
    hours: (amount: number) => (amount === 1 ? '1 hour' : `${amount} hours`),
    minutes: (amount: number) => (amount === 1 ? '1 minute' : `${amount} minutes`),
  },
} as const
