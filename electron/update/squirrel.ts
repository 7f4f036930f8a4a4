import { type EventEmitter, once } from 'node:events'

/** How long it may take to unpack the new version and to look at its signature. ms */
const longest = 120_000

/**
 * Has macOS's own updater (Squirrel) take a version that was downloaded. It fetches the file from this process and checks
 * who signed it; what it has taken is put in place once this process has ended. Resolves when it has taken it, rejects with
 * its error, or when it does not say a word in time.
 *
 * @param native Electron's `autoUpdater`
 * @param begin has it fetched
 */
export async function handToSquirrel(
  native: EventEmitter,
  begin: () => void,
  limit = longest,
): Promise<void> {
  const taken = once(native, 'update-downloaded', { signal: AbortSignal.timeout(limit) })
  begin()
  await taken
}
