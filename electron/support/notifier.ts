export interface Notifier<T> {
  /** Returns the function that ends the subscription. */
  subscribe(listener: (value: T) => void): () => void
  announce(value: T): void
}

/** Announces state that has changed, whole. A listener that throws does not keep the others from hearing. */
export function createNotifier<T>(): Notifier<T> {
  const listeners = new Set<(value: T) => void>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    announce(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value)
        } catch (error) {
          console.error('a listener failed', error)
        }
      }
    },
  }
}
