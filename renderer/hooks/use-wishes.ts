import { useEffect } from 'react'
import type { Wish } from '../../shared/wish'
import { type AppServices, useApp, useSelect } from '../app-context'
import { isDialogOpen } from '../dialog-open'
import type { Place } from '../navigation'

const places: Readonly<Record<Extract<Wish, { kind: 'go' }>['to'], Place>> = {
  accounts: { screen: 'accounts' },
  browse: { screen: 'browse' },
  activity: { screen: 'activity' },
  settings: { screen: 'settings', tab: 'access' },
  about: { screen: 'settings', tab: 'about' },
  doctor: { screen: 'doctor' },
}

/** Does what was asked for outside the window, when the window knows what it is about. */
export function useWishes(openPalette: () => void, openHelp: () => void): void {
  const services = useApp()
  const wishes = useSelect((state) => state.wishes)
  const isLoaded = useSelect((state) => state.loaded)
  useEffect(() => {
    // Before that a provider or an account that is meant is not known here.
    if (!isLoaded || wishes.length === 0) return
    services.store.change(() => ({ wishes: [] }))
    for (const wish of wishes) {
      // A dialog is a place of its own: nothing behind it moves.
      if (isDialogOpen()) continue
      if (wish.kind === 'search') openPalette()
      else if (wish.kind === 'shortcuts') openHelp()
      else fulfil(wish, services)
    }
  }, [services, openPalette, openHelp, wishes, isLoaded])
}

type WishForScreens = Exclude<Wish, { kind: 'search' | 'shortcuts' }>

function fulfil(wish: WishForScreens, { commands, navigation, store }: AppServices): unknown {
  switch (wish.kind) {
    case 'connect':
      return commands.startConnecting(wish.providerId === undefined ? {} : { providerId: wish.providerId })
    case 'refresh':
      return commands.refresh()
    case 'back':
      return navigation.back()
    case 'forward':
      return navigation.forward()
    case 'go':
      return navigation.go(places[wish.to])
    case 'account': {
      const isHere = store.get().accounts.some(({ id }) => id === wish.accountId)
      if (isHere && !wish.reconnect) return navigation.go({ screen: 'browse', accountId: wish.accountId })
      store.change(() => ({ wantedAccount: { id: wish.accountId } }))
      return navigation.go(places.accounts)
    }
  }
}
