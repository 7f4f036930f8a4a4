import { join } from 'node:path'
import { buildReactWindow } from '../build-react-window'
import { type Measurement, ratioFigure } from '../figure'
import { seedProfile } from '../profiles'
import { type Painted, type ProgramOptions, startProgram } from '../program'
import { projectRoot, type Stage } from '../stage'

export const bareWindow = join(projectRoot, 'test', 'bench', 'floors', 'window')
const accounts = 20

/** From the spawn of the process to the painted window, as a person waits for it. */
export const start: Measurement = {
  name: 'start',
  usualPairs: 25,
  async measure(pairs, stage) {
    const profile = join(stage.folder, 'start')
    await seedProfile(stage, profile, { accounts })
    const app: ProgramOptions = { folder: projectRoot, profile, rows: accounts }
    const floor: ProgramOptions = { folder: bareWindow, profile: join(stage.folder, 'bare'), rows: accounts }
    const plain: ProgramOptions = {
      folder: await buildReactWindow(),
      profile: join(stage.folder, 'react'),
      rows: accounts,
    }
    const ours: Times[] = []
    const floors: Times[] = []
    const again: Times[] = []
    const byReact: Times[] = []
    for (const options of [app, floor, plain]) await launch(stage, options)
    for (let pair = 0; pair < pairs; pair += 1) {
      ours.push(await launch(stage, app))
      floors.push(await launch(stage, floor))
      again.push(await launch(stage, floor))
      byReact.push(await launch(stage, plain))
    }
    const until = (what: keyof Times) => (run: Times) => run[what]
    const on = ([what, name]: readonly [keyof Times, string]) =>
      ratioFigure({ name: `start: ${name}`, unit: 'ms' }, ours.map(until(what)), floors.map(until(what)))
    return [
      ratioFigure(
        { name: 'start: first paint', goal: 1.15, unit: 'ms' },
        ours.map(until('first')),
        floors.map(until('first')),
      ),
      ratioFigure(
        { name: 'start: 20 accounts on screen', goal: 1.15, unit: 'ms' },
        ours.map(until('whole')),
        floors.map(until('whole')),
      ),
      ratioFigure(
        { name: 'start: A/A, the floor against itself', unit: 'ms' },
        again.map(until('first')),
        floors.map(until('first')),
      ),
      ratioFigure(
        { name: 'start: the bare list drawn by React', unit: 'ms' },
        byReact.map(until('first')),
        floors.map(until('first')),
      ),
      ...theWay.map(on),
    ]
  },
}

const theWay = [
  ['running', 'until main runs'],
  ['ready', 'until Electron is ready'],
  ['window', 'until there is a window'],
  ['document', 'until the document is loaded'],
] as const

/** ms since the spawn. */
async function launch(stage: Stage, options: ProgramOptions): Promise<Times> {
  const program = await startProgram(stage, options)
  const { marks, ...painted } = await program.painted
  await program.quit()
  const times = Object.entries({ ...marks, ...painted }).map(([name, at]) => [name, at - program.spawnedAt])
  return Object.fromEntries(times)
}

type Times = Painted['marks'] & Pick<Painted, 'first' | 'whole'>
