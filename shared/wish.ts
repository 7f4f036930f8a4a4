/** What a person asked for outside the window: in the menu, the tray, by a click on a notification, or on a command line. */
export type Wish =
  | { readonly kind: 'connect'; readonly providerId?: string }
  | { readonly kind: 'search' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'back' | 'forward' }
  | {
      readonly kind: 'go'
      readonly to: 'accounts' | 'browse' | 'activity' | 'settings' | 'doctor' | 'about'
    }
  /** `reconnect`: it has ended, or is about to; what can be done is with the accounts. No sign-in begins by itself. */
  | { readonly kind: 'account'; readonly accountId: string; readonly reconnect: boolean }
