import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Commands } from './commands'
import type { Keyfob } from './keyfob'
import type { Navigation, Place } from './navigation'
import type { State, Store } from './store'

export interface AppServices {
  readonly keyfob: Keyfob
  readonly store: Store
  readonly navigation: Navigation
  readonly commands: Commands
}

export const AppContext = createContext<AppServices | null>(null)

export function useApp(): AppServices {
  const services = useContext(AppContext)
  if (services === null) throw new Error('useApp needs an AppContext above it')
  return services
}

/** `select` must return a member of the state, not a new object. */
export function useSelect<Value>(select: (state: State) => Value): Value {
  const { store } = useApp()
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}

export function usePlace(): Place {
  const { navigation } = useApp()
  return useSyncExternalStore(navigation.subscribe, navigation.current)
}
