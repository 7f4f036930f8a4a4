import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSoak, soakLine } from '../soak/run-soak'
import { type Desktop, startDesktop } from './harness/desktop'
import { describeOnLinux } from './harness/use-desktop'

describeOnLinux('the app, killed again and again', () => {
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await startDesktop()
  })
  afterAll(() => desktop.stop())

  test('in 20 cycles loses no account, tears no entry, leaves no secret in a file and nothing in the keychain', async () => {
    const tally = await runSoak({ desktop, cycles: 20, seed: 1 })
    expect(tally).toMatchObject({ lost: 0, torn: 0, secretsFound: 0, complaints: [] })
    expect(soakLine(20, tally)).toMatch(/^20 cycles, 0 lost, 0 torn, 0 secrets found, \d+ must reconnect$/)
  }, 600_000)

  test('negative control: a vault without generations is caught', async () => {
    const tally = await runSoak({ desktop, cycles: 6, seed: 2, plant: 'without-generations' })
    expect(tally.torn).toBeGreaterThan(0)
  }, 180_000)

  test('negative control: an account that must reconnect although its token is live is caught', async () => {
    const tally = await runSoak({ desktop, cycles: 6, seed: 4, plant: 'token-misread' })
    expect(tally.complaints.join()).toContain('the token in the keychain is live')
    expect(tally.lost).toBeGreaterThan(0)
  }, 180_000)

  test('negative control: a token in a log is caught', async () => {
    const tally = await runSoak({ desktop, cycles: 1, seed: 3, plant: 'token-in-a-log' })
    expect(tally.secretsFound).toBeGreaterThan(0)
  }, 180_000)
})
