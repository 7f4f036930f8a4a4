import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import type { Figure } from './figure'
import { measurements } from './figures'
import { tableOf } from './report'
import { openStage, type Stage } from './stage'

const only = (process.env.KEYFOB_BENCH_ONLY ?? '').split(',').filter(Boolean)
const pairs = Number(process.env.KEYFOB_BENCH_PAIRS) || undefined
const resultFile = process.env.KEYFOB_BENCH_RESULT
const hour = 60 * 60_000

const figures: Figure[] = []
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await stage.end()
  if (!resultFile) return
  await mkdir(dirname(resultFile), { recursive: true })
  await writeFile(resultFile, `${JSON.stringify({ figures }, null, 2)}\n`)
  await writeFile(resultFile.replace(/json$/, 'txt'), `${tableOf(figures)}\n`)
})

for (const measurement of measurements.filter(({ name }) => only.length === 0 || only.includes(name))) {
  test(
    measurement.name,
    async () => {
      const found = await measurement.measure(pairs ?? measurement.usualPairs, stage)
      figures.push(...found)
      process.stderr.write(`${tableOf(found)}\n`)
    },
    hour,
  )
}
