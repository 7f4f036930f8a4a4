import { join } from 'node:path'
import { buildMainProgram } from '../build-main-program'
import { type Measurement, plainFigure } from '../figure'
import { startProgram } from '../program'
import type { Stage } from '../stage'

const times = 100
/** The longest that calls have been under way when the quit comes. ms */
const longest = 40

/** Quits at a hundred different moments while the keychain is at work. */
export const quit: Measurement = {
  name: 'quit',
  usualPairs: times,
  async measure(pairs, stage: Stage) {
    const folder = await buildMainProgram()
    const failures: number[] = []
    for (let time = 0; time < pairs; time += 1) {
      const program = await startProgram(stage, { folder, profile: join(stage.folder, 'quit') })
      const asked = program.inMain(
        async ({ app }, wait) => {
          await app.whenReady()
          await globalThis.keyfobBench.quitMeanwhile(wait)
        },
        (time / pairs) * longest,
      )
      // It may be gone before it has answered.
      asked.catch(() => undefined)
      failures.push((await program.ended) === 0 ? 0 : 1)
    }
    const bad = failures.filter((each) => each === 1).length
    const figure = plainFigure(
      { name: 'quit during keychain calls: not exit code 0', goal: 0, unit: 'count' },
      failures,
    )
    return [{ ...figure, value: bad }]
  },
}
