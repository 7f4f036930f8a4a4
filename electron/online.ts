/** How often it is looked whether there is a network. ms */
const between = 5_000

/**
 * Calls `onReturn` when a network is there again after there was none. Electron tells of that only when it is asked.
 * Returns the function that ends it.
 */
export function watchOnline(isOnline: () => boolean, onReturn: () => void): () => void {
  let was = isOnline()
  const timer = setInterval(() => {
    const is = isOnline()
    if (is && !was) onReturn()
    was = is
  }, between)
  return () => clearInterval(timer)
}
