export const notificationsText = {
  title: 'Tell me on the desktop',
  words:
    'When an account needs you, or its access or client secret is about to end: at most once a day for each account, and without names while Keyfob is locked.',
  on: 'Show notifications',
  systemSettings: 'Notification settings…',
  trayTitle: 'When the window is closed',
  keepInTray: 'Go on in the tray',
  keepInTrayWords: 'Keyfob keeps renewing tokens, and its icon shows whether an account needs you.',
  noTray: 'This desktop shows no tray icons, so closing the window ends Keyfob.',
} as const
