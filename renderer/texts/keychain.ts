import type { VaultStatus } from '../../shared/settings'

export const vaultText = {
  available: (name: string) => `${name} is unlocked and working.`,
  locked: (name: string) =>
    `${name} is locked. Unlock it to use your accounts; nothing is lost in the meantime.`,
  missing_service: () =>
    'No keychain service answers on this computer. Accounts can be kept for this session only. On Linux install and start gnome-keyring or KWallet.',
  denied: (name: string) => `${name} asked whether Keyfob may use it, and the answer was no.`,
  forbidden: (name: string) => `A rule of this computer keeps Keyfob out of ${name}.`,
  gone: (name: string) =>
    `${name} stopped answering, but what is in it is still there. Restart Keyfob to find it again, or sign in to your desktop again.`,
  unexplained: (name: string) =>
    `${name} refused, for a reason that Keyfob does not know. What is in it is still there.`,
  unknown: () => 'Keyfob has not checked yet.',
} as const satisfies Record<VaultStatus['state'], (name: string) => string>

export const vaultShortText = {
  available: 'unlocked',
  locked: 'locked',
  missing_service: 'missing',
  denied: 'refused',
  forbidden: 'forbidden',
  gone: 'not answering',
  unexplained: 'refused',
  unknown: 'not checked',
} as const satisfies Record<VaultStatus['state'], string>
