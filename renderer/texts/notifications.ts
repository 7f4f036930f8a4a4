export const notificationsText = {
  title: 'Desktop notifications',
  words:
    'When an account needs you, or its access or client secret is about to expire. At most once a day for each account, and without names while Keyfob is locked.',
  on: 'Show notifications',
  systemSettings: 'Notification settings…',
  trayTitle: 'When the window is closed',
  keepInTray: 'Keep running in the tray',
  keepInTrayWords: 'Keyfob keeps renewing tokens, and its icon shows when an account needs you.',
  noTray: 'This desktop shows no tray icons, so closing the window quits Keyfob.',
} as const
