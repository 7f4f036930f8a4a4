import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serviceName } from '../../electron/profile'
import type { Desktop } from '../desktop/harness/desktop'
import { buildVaultWorker, startVaultProcess } from '../desktop/vault-process'
import { type AppProcess, startApp } from './app-process'
import { checkAccounts, checkLeftovers, checkOutside } from './check'
import { act, connect, driveUntilDeath } from './drive'
import { createExpectations } from './expectations'
import { createRandom } from './random'
import { createSecretSearch } from './secret-search'
import { whoIsLive } from './server-check'
import { people, type SoakTally, type SoakWorld } from './soak-world'

export interface SoakOptions {
  readonly desktop: Desktop
  readonly cycles: number
  readonly seed: number
  /** A fault to find; the soak ends when it has found it. */
  readonly plant?: 'without-generations' | 'token-in-a-log' | 'token-misread'
  readonly onCycle?: (cycle: number, tally: SoakTally) => void
}

/** Every so many cycles the app comes to rest before it is killed. */
const restEvery = 4
/** Bytes of an entry: as small as cuts every account into pieces, as Windows does large ones. */
const smallEntry = '1000'
/** Seconds. */
const shortLived = 2
const longLived = 300

/**
 * Starts the real app again and again, on one profile and one keyring, lets it connect, renew, rename and disconnect
 * accounts at the sandbox, and kills it in the middle of that. After each start it looks whether everyone is there.
 */
export async function runSoak(options: SoakOptions): Promise<SoakTally> {
  const { desktop, cycles } = options
  const folder = join(desktop.folder, `soak-${randomUUID()}`)
  const profile = join(folder, 'profile')
  const recorded = join(folder, 'issued')
  const logs = join(folder, 'logs')
  await mkdir(logs, { recursive: true })
  const world: SoakWorld = {
    random: createRandom(options.seed),
    expected: createExpectations(),
    renewed: new Set(),
    live: new Set(),
    ended: new Set(),
    left: new Set(),
    interrupted: new Set(),
    keychain: startVaultProcess(await buildVaultWorker(), {
      ...desktop.env,
      KEYFOB_TEST_SERVICE: serviceName(profile, desktop.env.XDG_CONFIG_HOME),
    }),
    secrets: createSecretSearch(recorded, [profile, logs]),
    tally: { lost: 0, torn: 0, secretsFound: 0, mustReconnect: 0, complaints: [] },
  }
  const { tally, expected, random } = world

  /** One fault that is planted shows in pieces alone, the others in one entry. */
  function isInPieces(): boolean {
    return options.plant === undefined ? random.number() < 0.5 : options.plant === 'without-generations'
  }

  async function start(tokenLifetime: number): Promise<AppProcess> {
    world.live = await whoIsLive(join(profile, 'sandbox.json'), world.keychain)
    return startApp({
      profile,
      log: join(logs, 'app.log'),
      env: {
        ...desktop.env,
        KEYFOB_SANDBOX_TOKEN_LIFETIME: String(tokenLifetime),
        KEYFOB_SANDBOX_RECORD_SECRETS: recorded,
        ...(isInPieces() ? { KEYFOB_TEST_LARGEST_ENTRY: smallEntry } : {}),
        ...(options.plant ? { KEYFOB_SOAK_PLANT: options.plant } : {}),
      },
    })
  }

  async function runCycle(cycle: number): Promise<void> {
    // At rest tokens last, and the app has said that all is done when it is killed: then nothing may be missing.
    const isAtRest = cycle % restEvery === 0
    const app = await start(isAtRest ? longLived : shortLived)
    try {
      await checkAccounts(app, world)
      if (expected.connected().length === 0) await connect(app, random.pick(people), world)
      await (isAtRest ? act(app, world) : driveUntilDeath(app, world))
    } finally {
      await app.kill()
    }
    await checkOutside(world)
  }

  try {
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      await runCycle(cycle)
      options.onCycle?.(cycle, tally)
      if (options.plant && tally.torn + tally.secretsFound + tally.lost > 0) return tally
    }
    await checkLeftovers(() => start(longLived), world)
    await checkOutside(world)
    const issued = (await readFile(recorded, 'utf8')).split('\n').length
    if (issued < 10) tally.complaints.push('the server has hardly issued anything: this was no soak')
    return tally
  } finally {
    await world.keychain.kill()
  }
}

export function soakLine(cycles: number, tally: SoakTally): string {
  const { lost, torn, secretsFound, mustReconnect } = tally
  return `${cycles} cycles, ${lost} lost, ${torn} torn, ${secretsFound} secrets found, ${mustReconnect} must reconnect`
}
