import { buildMainProgram } from '../build-main-program'
import { type Figure, type Measurement, ratioFigure } from '../figure'
import { startProgram } from '../program'
import type { Stage } from '../stage'

/** Bytes: an account with an ordinary token, one with a long token, and that in pieces, which only Windows asks for. */
const sizes = [
  { what: '1.5 kB', bytes: 1_500, inPieces: false },
  { what: '5 kB', bytes: 5_000, inPieces: false },
  { what: '5 kB in pieces, as on Windows', bytes: 5_000, inPieces: true },
]

/** A secret through the vault, and the same text by one call of `keytar`. */
export const vault: Measurement = {
  name: 'vault',
  usualPairs: 100,
  async measure(pairs, stage: Stage) {
    const program = await startProgram(stage, { folder: await buildMainProgram() })
    const figures: Figure[] = []
    for (const { what, bytes, inPieces } of sizes) {
      const found = await program.inMain(
        async ({ app }, { bytes, pairs, inPieces }) => {
          await app.whenReady()
          return globalThis.keyfobBench.vault(bytes, pairs, inPieces)
        },
        { bytes, pairs, inPieces },
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
