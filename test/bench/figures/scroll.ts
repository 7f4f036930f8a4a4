import { type Measurement, plainFigure } from '../figure'
import { openBrowse, openList, type SandboxApp, startSandboxApp } from '../sandbox-app'
import type { Stage } from '../stage'

const allRows = 100_000
const seconds = 4

/** From the first row of 100,000 to the last in four seconds: the length of every frame. */
export const scroll: Measurement = {
  name: 'scroll',
  usualPairs: 3,
  async measure(times, stage: Stage) {
    const world = await startSandboxApp(stage)
    await openBrowse(world)
    await openList(world, 'Events')
    const loading = await loadAll(world)
    const frames: number[][] = []
    for (let time = 0; time < times; time += 1) frames.push(await scrollThrough(world))
    await world.app.quit()
    const isLong = (frame: number) => frame > 20
    return [
      plainFigure({ name: 'scroll: 100,000 rows, a frame', goal: 20, unit: 'ms' }, frames.flat()),
      plainFigure(
        { name: 'scroll: longest frame', goal: 20, unit: 'ms' },
        frames.map((run) => Math.max(...run)),
      ),
      plainFigure(
        { name: 'scroll: frames over 20 ms in 4 s', goal: 0, unit: 'count' },
        frames.map((run) => run.filter(isLong).length),
      ),
      plainFigure({ name: 'scroll: loading all 100,000 rows', unit: 'ms' }, [loading]),
    ]
  },
}

/** Keeps the end of the list in view until there is no more to come. ms */
function loadAll({ app }: SandboxApp): Promise<number> {
  return app.inWindow(async (total) => {
    const start = performance.now()
    const grid = () => document.querySelector<HTMLElement>('[role=grid][aria-label="Events"]')
    const lastRow = () =>
      Number([...(grid()?.querySelectorAll('[aria-rowindex]') ?? [])].at(-1)?.getAttribute('aria-rowindex'))
    while (lastRow() < total + 1) {
      const scroller = grid()?.parentElement
      if (scroller) scroller.scrollTop = scroller.scrollHeight
      await new Promise(requestAnimationFrame)
      if (performance.now() - start > 170_000) throw new Error(`only ${lastRow()} rows came`)
    }
    return performance.now() - start
  }, allRows)
}

/** ms between frames. */
function scrollThrough({ app }: SandboxApp): Promise<number[]> {
  return app.inWindow(async (duration) => {
    const scroller = document.querySelector<HTMLElement>('[role=grid][aria-label="Events"]')?.parentElement
    if (!scroller) throw new Error('there is no list')
    scroller.scrollTop = 0
    await new Promise((resolve) => setTimeout(resolve, 500))
    const length = scroller.scrollHeight - scroller.clientHeight
    const frames: number[] = []
    const start = await new Promise(requestAnimationFrame)
    for (let before = start; before - start < duration; ) {
      scroller.scrollTop = (length * (before - start)) / duration
      const now = await new Promise(requestAnimationFrame)
      frames.push(now - before)
      before = now
    }
    return frames
  }, seconds * 1000)
}
