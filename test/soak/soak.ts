import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desktop, startDesktop } from '../desktop/harness/desktop'
import { runSoak, soakLine } from './run-soak'

const cycles = Number(process.env.KEYFOB_SOAK_CYCLES ?? 20)
const seed = Number(process.env.KEYFOB_SOAK_SEED ?? 1)
const resultFile = process.env.KEYFOB_SOAK_RESULT
const day = 24 * 60 * 60_000

let desktop: Desktop
beforeAll(async () => {
  desktop = await startDesktop()
})
afterAll(() => desktop.stop())

test(
  `${cycles} cycles from seed ${seed}`,
  async () => {
    let told = 0
    const tally = await runSoak({
      desktop,
      cycles,
      seed,
      onCycle(cycle, { complaints }) {
        for (const complaint of complaints.slice(told)) process.stderr.write(`cycle ${cycle}: ${complaint}\n`)
        told = complaints.length
        if (cycle % 10 === 0) process.stderr.write(`${cycle} of ${cycles} cycles\n`)
      },
    })
    if (resultFile) {
      await mkdir(dirname(resultFile), { recursive: true })
      await writeFile(resultFile, soakLine(cycles, tally))
    }
    expect(tally).toMatchObject({ lost: 0, torn: 0, secretsFound: 0, complaints: [] })
  },
  day,
)
