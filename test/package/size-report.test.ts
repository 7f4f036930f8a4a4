import { expect, test } from 'vitest'
import { sizeReport } from '../../scripts/package/size-report.mjs'

const million = 1_000_000

test('sizes stand in a table, each beside that of the bare Electron', () => {
  const { lines, tooLarge } = sizeReport([
    { file: 'keyfob_1.0.0_amd64.deb', bytes: 73 * million, bareBytes: 71 * million },
    { file: 'keyfob-1.0.0-linux-x64.tar.gz', bytes: 99 * million },
  ])

  expect(lines).toEqual([
    'package                          MB  bare Electron  ratio',
    'keyfob_1.0.0_amd64.deb         73.0           71.0  1.028',
    'keyfob-1.0.0-linux-x64.tar.gz  99.0',
  ])
  expect(tooLarge).toEqual([])
})

test('what is more than a tenth larger than the bare Electron is named', () => {
  const { tooLarge } = sizeReport([
    { file: 'at the limit', bytes: 110 * million, bareBytes: 100 * million },
    { file: 'beyond it', bytes: 110 * million + 1_000, bareBytes: 100 * million },
  ])

  expect(tooLarge).toEqual(['beyond it'])
})
