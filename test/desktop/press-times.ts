import type { Page } from 'playwright-core'
import type { RunningApp } from './harness/app'

export interface Slowness {
  /** ms by which the usual press, and the tenth slowest, takes longer than in the empty window. */
  readonly median: number
  readonly ninetieth: number
  /** What was measured, for whoever has to find out why. */
  readonly times: string
}

/**
 * Measures how long presses in the app take until they are drawn, beside those in a window with nothing in it but a
 * button and a list: what that takes at the same moment is the computer's, whatever else it does, and only the rest is ours.
 */
export async function watchPresses({ electronApp, window }: RunningApp) {
  const opened = electronApp.waitForEvent('window')
  await electronApp.evaluate(
    ({ BrowserWindow }, page) => new BrowserWindow({ x: 0, y: 0, width: 300, height: 200 }).loadURL(page),
    `data:text/html,${encodeURIComponent('<button>Draw</button><ol></ol>')}`,
  )
  const empty = await opened
  const button = empty.getByRole('button', { name: 'Draw' })
  await button.evaluate((drawing) =>
    drawing.addEventListener('click', () => {
      const lines = Array.from({ length: 200 }, (_, index) => {
        const line = document.createElement('li')
        line.textContent = `Line ${index} of ${Math.random()}`
        return line
      })
      document.querySelector('ol')?.replaceChildren(...lines)
    }),
  )
  for (const page of [window, empty]) await page.evaluate(watchDrawing)

  return {
    /** To be called with each press in the app: one in the empty window follows it. */
    async pressed(press: Promise<unknown>): Promise<void> {
      await press
      await button.click()
    },
    /** Of the presses since the last time. */
    async slowness(): Promise<Slowness> {
      const ours = await drawnIn(window)
      const theirs = await drawnIn(empty)
      return {
        median: at(ours, 0.5) - at(theirs, 0.5),
        ninetieth: at(ours, 0.9) - at(theirs, 0.9),
        times: `${ours} ms; in an empty window ${theirs} ms`,
      }
    },
    close: () => empty.close(),
  }
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? 0
}

/** Event Timing API; `duration` is in ms, from the press to the next time the window was drawn, in steps of 8. */
interface PressTiming extends PerformanceEntry {
  readonly interactionId: number
}

/**
 * Runs in a window. Presses that are drawn within a frame (16 ms) are not told of, so those that are told of are the
 * slower ones.
 */
function watchDrawing(): void {
  const drawn = new Map<number, number>()
  Reflect.set(globalThis, 'drawn', drawn)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PressTiming[]) {
      const { interactionId, duration } = entry
      if (interactionId > 0) drawn.set(interactionId, Math.max(duration, drawn.get(interactionId) ?? 0))
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit)
}

async function drawnIn(page: Page): Promise<readonly number[]> {
  const times = await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const drawn = Reflect.get(globalThis, 'drawn') as Map<number, number>
    const durations = [...drawn.values()]
    drawn.clear()
    return durations
  })
  return times.toSorted((one, other) => one - other)
}
