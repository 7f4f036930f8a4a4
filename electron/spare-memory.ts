/** After the page is there, by when the later screens are there too. ms */
const untilStill = 3_000
/** Out of sight: who looks at another window for a moment is to find this one as it was. ms */
const untilAway = 60_000

/**
 * Gives back what nobody needs for now: once when the start is over, and each time the window has been out of sight for a
 * while. In the window that is what was read to get here: the texts of scripts that have run, letters that are drawn, what no
 * object holds.
 *
 * @param spare what gives it back
 */
export function spareMemory(
  page: Pick<Window, 'addEventListener' | 'requestIdleCallback' | 'setTimeout' | 'clearTimeout'>,
  document: Pick<Document, 'addEventListener' | 'hidden'>,
  spare: () => void,
): void {
  page.addEventListener('load', () => {
    page.setTimeout(() => page.requestIdleCallback(spare), untilStill)
  })
  let timer = 0
  document.addEventListener('visibilitychange', () => {
    page.clearTimeout(timer)
    if (document.hidden) timer = page.setTimeout(spare, untilAway)
  })
}
