import { join } from 'node:path'
import { type Figure, type Measurement, plainFigure, ratioFigure } from '../figure'
import { usageOf } from '../processes'
import { seedProfile } from '../profiles'
import { type Program, startProgram } from '../program'
import { projectRoot, type Stage } from '../stage'

const sizes = [10, 100, 1_000] as const
/** As many as stand on the first screen; ten are the fewest there are. */
const rows = 10
/** ms */
const settling = 5_000

/** What more accounts cost: the start, memory, and the search for one of them by name. */
export const growth: Measurement = {
  name: 'growth',
  usualPairs: 5,
  async measure(pairs, stage) {
    const found = new Map<number, Run[]>(sizes.map((size) => [size, []]))
    for (const size of sizes) {
      // No token is needed to list accounts, and a thousand take a minute to store.
      await seedProfile(stage, profileOf(stage, size), { accounts: size, withTokens: 0 })
      await run(stage, size)
    }
    for (let pair = 0; pair < pairs; pair += 1) {
      for (const size of sizes) found.get(size)?.push(await run(stage, size))
    }
    const of = (size: number, what: keyof Run) => (found.get(size) ?? []).map((each) => each[what])
    const perSize = sizes.flatMap((size): readonly Figure[] => [
      plainFigure({ name: `growth: memory with ${size} accounts`, unit: 'MB' }, of(size, 'memory')),
      plainFigure({ name: `growth: search among ${size} accounts`, unit: 'ms' }, of(size, 'search')),
    ])
    return [
      ratioFigure(
        { name: 'growth: start with 1,000 accounts against 10', goal: 1.5, unit: 'ms' },
        of(1_000, 'start'),
        of(10, 'start'),
      ),
      ratioFigure(
        { name: 'growth: search among 1,000 against 100', goal: 10, unit: 'ms' },
        of(1_000, 'search'),
        of(100, 'search'),
      ),
      ratioFigure(
        { name: 'growth: memory with 1,000 against 100', goal: 10, unit: 'MB' },
        of(1_000, 'memory'),
        of(100, 'memory'),
      ),
      ...perSize,
    ]
  },
}

type Run = { readonly start: number; readonly memory: number; readonly search: number }

function profileOf(stage: Stage, size: number): string {
  return join(stage.folder, `growth-${size}`)
}

async function run(stage: Stage, size: number): Promise<Run> {
  const program = await startProgram(stage, { folder: projectRoot, profile: profileOf(stage, size), rows })
  const { whole } = await program.painted
  await new Promise((resolve) => setTimeout(resolve, settling))
  const { memory } = await usageOf(program.pid)
  const search = await timeSearch(program)
  await program.quit()
  return { start: whole - program.spawnedAt, memory, search }
}

/** From the last letter of an address to its account alone on the screen. ms */
function timeSearch(program: Program): Promise<number> {
  return program.inWindow(async () => {
    const frame = () => new Promise(requestAnimationFrame)
    document.querySelector<HTMLElement>('[aria-keyshortcuts="Control+K Meta+K"]')?.click()
    const find = () => document.querySelector<HTMLInputElement>('[role=dialog] input')
    while (!find()) await frame()
    const field = find()
    if (!field) throw new Error('there is no search')
    // React hears of a value only by the setter that it has not replaced.
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {}
    const entries = () => [...document.querySelectorAll('[role=dialog] [role=menuitem]')]
    while (entries().length === 0) await frame()
    const start = performance.now()
    set?.call(field, 'person-7@work')
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    while (entries().length !== 1) await frame()
    return performance.now() - start
  })
}
