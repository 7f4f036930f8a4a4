export const settingsTabs = [
  'access',
  'providers',
  'security',
  'network',
  'notifications',
  'backup',
  'appearance',
  'about',
] as const
export type SettingsTab = (typeof settingsTabs)[number]

export const activityTopics = ['problems', 'connections', 'renewals', 'use', 'revocations', 'keyfob'] as const
export type ActivityTopic = (typeof activityTopics)[number]

/** A child resource: the row it hangs below, and what that row is called. */
export interface ParentRow {
  readonly resourceId: string
  readonly rowId: string
  readonly title: string
}

export interface BrowsePlace {
  readonly screen: 'browse'
  readonly accountId?: string
  readonly resourceId?: string
  readonly parents?: readonly ParentRow[]
  /** The row whose detail is open. */
  readonly rowId?: string | undefined
  /** As typed into the filter box. */
  readonly filter?: string | undefined
  /** By the column of that key. */
  readonly sort?: { readonly key: string; readonly descending: boolean } | undefined
  /** The API console in place of a list. */
  readonly console?: true
}

export type Place =
  | { readonly screen: 'accounts' }
  | BrowsePlace
  | { readonly screen: 'activity'; readonly accountId?: string; readonly topic?: ActivityTopic }
  | { readonly screen: 'trace'; readonly flowId: string }
  | { readonly screen: 'settings'; readonly tab: SettingsTab }
  | { readonly screen: 'doctor' }

export interface Navigation {
  current(): Place
  go(place: Place): void
  /** As `go`, but back() does not return to the place left: for a default filled in. */
  replace(place: Place): void
  back(): void
  forward(): void
  canGoBack(): boolean
  /** Forgets the way here, and the place itself where it names an account or what is in it. */
  forget(): void
  subscribe(listener: () => void): () => void
}

/** Where the person is in the window, with the way they came. */
export function createNavigation(start: Place = { screen: 'accounts' }): Navigation {
  let places: readonly Place[] = [start]
  let at = 0
  const listeners = new Set<() => void>()

  function move(next: readonly Place[], to: number) {
    places = next
    at = to
    for (const listener of listeners) listener()
  }

  function here(): Place {
    return places[at] ?? start
  }

  return {
    current: here,
    go(place) {
      if (samePlace(place, here())) return
      // The oldest steps are forgotten, so that a long day does not grow without end.
      const next = [...places.slice(0, at + 1), place].slice(-100)
      move(next, next.length - 1)
    },
    replace(place) {
      if (!samePlace(place, here())) move([...places.slice(0, at), place, ...places.slice(at + 1)], at)
    },
    back() {
      if (at > 0) move(places, at - 1)
    },
    forward() {
      if (at < places.length - 1) move(places, at + 1)
    },
    canGoBack: () => at > 0,
    forget: () => move([here().screen === 'settings' ? here() : start], 0),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function samePlace(one: Place, other: Place): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
