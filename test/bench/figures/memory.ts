import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildReactWindow } from '../build-react-window'
import { type Measurement, plainFigure, ratioFigure } from '../figure'
import { type Usage, usageOf } from '../processes'
import { seedProfile } from '../profiles'
import { type ProgramOptions, startProgram } from '../program'
import { projectRoot, type Stage } from '../stage'
import { bareWindow } from './start'

const accounts = 20
/** ms */
const settling = 5_000
const watching = 3_000

/** What the app uses when it has stood for five seconds and nobody touches it. */
export const memory: Measurement = {
  name: 'memory',
  usualPairs: 5,
  async measure(pairs, stage) {
    const profile = join(stage.folder, 'memory')
    await seedProfile(stage, profile, { accounts })
    const app: ProgramOptions = { folder: projectRoot, profile, rows: accounts }
    const bare: ProgramOptions = { folder: bareWindow, profile: join(stage.folder, 'bare'), rows: accounts }
    const plain: ProgramOptions = {
      folder: await buildReactWindow(),
      profile: join(stage.folder, 'react'),
      rows: accounts,
    }
    const ours: Idle[] = []
    const floor: Idle[] = []
    const byReact: Idle[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      ours.push(await stand(stage, app))
      floor.push(await stand(stage, bare))
      byReact.push(await stand(stage, plain))
    }
    const more = ours.map((each, index) => each.processes - (floor[index]?.processes ?? 0))
    const load = (runs: readonly Idle[]) => runs.map((each) => each.load)
    const used = (runs: readonly Idle[]) => runs.map((each) => each.memory)
    return [
      ratioFigure({ name: 'memory: PSS of all processes', goal: 1.06, unit: 'MB' }, used(ours), used(floor)),
      ratioFigure({ name: 'memory: the bare list drawn by React', unit: 'MB' }, used(byReact), used(floor)),
      plainFigure({ name: 'memory: processes beyond those of a bare window', goal: 0, unit: 'count' }, more),
      plainFigure({ name: 'memory: processor while idle', goal: 1, unit: '%' }, load(ours)),
      plainFigure({ name: 'memory: processor while idle, bare window', unit: '%' }, load(floor)),
    ]
  },
}

type Idle = Usage & { readonly load: number }

export async function stand(stage: Stage, options: ProgramOptions): Promise<Idle> {
  const program = await startProgram(stage, options)
  await program.painted
  await pause(settling)
  const usage = await usageOf(program.pid)
  await pause(watching)
  const { busy } = await usageOf(program.pid)
  await program.quit()
  return { ...usage, load: ((busy - usage.busy) / watching) * 100 }
}
