/** After the page is there, by when the later screens are there too. ms */
const untilStill = 3_000

/**
 * Gives back what nobody needs for now: once when the start is over, and each time the window goes out of sight. In the
 * window that is what was read to get here: the texts of scripts that have run, letters that are drawn, what no object holds.
 *
 * @param spare what gives it back
 */
export function spareMemory(
  page: Pick<Window, 'addEventListener' | 'requestIdleCallback' | 'setTimeout'>,
  document: Pick<Document, 'addEventListener' | 'hidden'>,
  spare: () => void,
): void {
  page.addEventListener('load', () => {
    page.setTimeout(() => page.requestIdleCallback(spare), untilStill)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) spare()
  })
}
