import type { Notice } from '../shared/events'
import { createNotifier } from './support/notifier'

export interface Notices {
  /** Tells whoever listens; while nobody does it waits, the newest of each id. */
  announce(notice: Notice): void
  /** Hears what has waited, then all that comes. Returns the function that ends the subscription. */
  subscribe(listener: (notice: Notice) => void): () => void
}

/** What the person must know that no screen asked for. Each is told once, to the first window that can hear it. */
export function createNotices(): Notices {
  const told = createNotifier<Notice>()
  const subscriptions = new Set<() => void>()
  const waiting = new Map<string, Notice>()
  return {
    announce(notice) {
      if (subscriptions.size > 0) told.announce(notice)
      else waiting.set(notice.id, notice)
    },
    subscribe(listener) {
      const end = told.subscribe(listener)
      subscriptions.add(end)
      const early = [...waiting.values()]
      waiting.clear()
      for (const notice of early) told.announce(notice)
      return () => {
        subscriptions.delete(end)
        end()
      }
    },
  }
}
