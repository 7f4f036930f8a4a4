import { buildMainProgram } from '../build-main-program'
import { type Figure, type Measurement, ratioFigure } from '../figure'
import { startProgram } from '../program'
import type { Stage } from '../stage'

/** Bytes: an account with an ordinary token fits into one entry; one with a long token takes several. */
const sizes = [
  ['one entry', 1_500],
  ['several entries', 5_000],
] as const

/** A secret through the vault, and the same text by one call of `keytar`. */
export const vault: Measurement = {
  name: 'vault',
  usualPairs: 100,
  async measure(pairs, stage: Stage) {
    const program = await startProgram(stage, { folder: await buildMainProgram() })
    const figures: Figure[] = []
    for (const [what, bytes] of sizes) {
      const found = await program.inMain(
        async ({ app }, { bytes, pairs }) => {
          await app.whenReady()
          return globalThis.keyfobBench.vault(bytes, pairs)
        },
        { bytes, pairs },
      )
      figures.push(
        ratioFigure({ name: `vault: read, ${what}`, goal: 1.3, unit: 'ms' }, found.reads, found.bareReads),
        ratioFigure({ name: `vault: write, ${what}`, goal: 2.5, unit: 'ms' }, found.writes, found.bareWrites),
      )
    }
    await program.quit()
    return figures
  },
}
