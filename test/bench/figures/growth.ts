import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Measurement, plainFigure, ratioFigure } from '../figure'
import { usageOf } from '../processes'
import { seedProfile } from '../profiles'
import { type ProgramOptions, startProgram } from '../program'
import { projectRoot, type Stage } from '../stage'

const sizes = [10, 100, 1_000] as const

/** The same app with ten, a hundred and a thousand accounts. */
export const growth: Measurement = {
  name: 'growth',
  usualPairs: 5,
  async measure(pairs, stage: Stage) {
    const runs = new Map(sizes.map((size) => [size, [] as Run[]]))
    for (const size of sizes) {
      await seedProfile(stage, profileOf(stage, size), { accounts: size, withTokens: 20 })
    }
    for (let pair = -1; pair < pairs; pair += 1) {
      for (const size of sizes) {
        const run = await launch(stage, { folder: projectRoot, profile: profileOf(stage, size) })
        if (pair >= 0) runs.get(size)?.push(run)
      }
    }
    const of = (size: (typeof sizes)[number], what: keyof Run) =>
      runs.get(size)?.map((run) => run[what]) ?? []
    return [
      ratioFigure(
        { name: 'growth: start, 1,000 accounts to 10', goal: 1.5, unit: 'ms' },
        of(1_000, 'start'),
        of(10, 'start'),
      ),
      ratioFigure(
        { name: 'growth: memory, 1,000 accounts to 10', goal: 100, unit: 'MB' },
        of(1_000, 'memory'),
        of(10, 'memory'),
      ),
      ratioFigure(
        { name: 'growth: search, 1,000 accounts to 10', goal: 100, unit: 'ms' },
        of(1_000, 'search'),
        of(10, 'search'),
      ),
      plainFigure({ name: 'growth: start, 100 accounts', unit: 'ms' }, of(100, 'start')),
      plainFigure({ name: 'growth: memory, 100 accounts', unit: 'MB' }, of(100, 'memory')),
      plainFigure({ name: 'growth: search, 100 accounts', unit: 'ms' }, of(100, 'search')),
    ]
  },
}

interface Run {
  readonly start: number
  readonly memory: number
  readonly search: number
}

const profileOf = (stage: Stage, size: number) => join(stage.folder, `growth-${size}`)

async function launch(stage: Stage, options: ProgramOptions): Promise<Run> {
  const program = await startProgram(stage, { ...options, rows: 1 })
  const { whole } = await program.painted
  await pause(2_000)
  const { memory } = await usageOf(program.pid)
  const search = await program.inWindow(findOne)
  await program.quit()
  return { start: whole - program.spawnedAt, memory, search }
}

/** From Ctrl+K, with the name typed, until the account stands in the list. ms */
async function findOne(): Promise<number> {
  const frame = () => new Promise(requestAnimationFrame)
  const start = performance.now()
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))
  const field = () => document.querySelector<HTMLInputElement>('[role=dialog] input')
  while (!field()) await frame()
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  setValue?.call(field(), 'person 7')
  field()?.dispatchEvent(new Event('input', { bubbles: true }))
  const isFound = () =>
    [...document.querySelectorAll('[role=dialog] [role=option]')].some((each) =>
      each.textContent?.includes('person 7'),
    )
  while (!isFound()) {
    await frame()
    if (performance.now() - start > 10_000) throw new Error('the search found nothing')
  }
  return performance.now() - start
}
