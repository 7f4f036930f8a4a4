import { buildMainProgram } from '../build-main-program'
import { type Figure, type Measurement, ratioFigure } from '../figure'
import { startProgram } from '../program'
import type { Stage } from '../stage'

/** An account with an ordinary token, and one with a long token: bytes, and whose limit of an entry is kept to. */
const secrets = [
  ['1.5 kB', 1_500, process.platform],
  ['5 kB', 5_000, process.platform],
  ['5 kB in pieces, as on Windows', 5_000, 'win32'],
] as const

/** A secret through the vault, and the same text by one call of `keytar`. */
export const vault: Measurement = {
  name: 'vault',
  usualPairs: 100,
  async measure(pairs, stage: Stage) {
    const program = await startProgram(stage, { folder: await buildMainProgram() })
    const figures: Figure[] = []
    for (const [what, bytes, platform] of secrets) {
      const found = await program.inMain(
        async ({ app }, { bytes, pairs, platform }) => {
          await app.whenReady()
          return globalThis.keyfobBench.vault(bytes, pairs, platform)
        },
        { bytes, pairs, platform },
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
