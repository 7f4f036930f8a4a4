import type { App } from 'electron'

/** How long the last work may take before the app ends all the same. ms */
const patience = 10_000

/**
 * Ends what is under way before the process ends: a keychain call that is cut off would abort it. `last` comes after
 * that, or when it has taken too long.
 */
export function quitCleanly(
  app: App,
  finish: () => Promise<void>,
  last: () => Promise<void> = async () => undefined,
): void {
  let isFinished = false
  let isUnderWay = false
  app.on('will-quit', (event) => {
    if (isFinished) return
    event.preventDefault()
    // Who asks again does not begin it again.
    if (isUnderWay) return
    isUnderWay = true
    const timeUp = new Promise<void>((resolve) => setTimeout(resolve, patience))
    Promise.race([finish(), timeUp])
      .catch(print)
      .then(last)
      .catch(print)
      .finally(() => {
        isFinished = true
        // Electron does not hear a second quit while it still hands out the first `will-quit`, microtasks included.
        setImmediate(() => app.quit())
      })
  })
}

function print(error: unknown): void {
  console.error('quitting:', error instanceof Error ? error.message : error)
}
