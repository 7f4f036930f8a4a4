import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { customProviderAt, startApiServer } from '../api-server'
import { type Measurement, ratioFigure } from '../figure'
import { seedProfile } from '../profiles'
import { startProgram } from '../program'
import { projectRoot, type Stage } from '../stage'
import { bareWindow } from './start'

const accounts = 20

/**
 * From the spawn until the first account's token is in hand: when its server sees a request that carries it. The window asks
 * for it as soon as it can ask anything.
 */
export const token: Measurement = {
  name: 'token',
  usualPairs: 25,
  async measure(pairs, stage: Stage) {
    const server = await startApiServer()
    const profile = join(stage.folder, 'token')
    const { account, files } = customProviderAt(server.origin)
    const [first] = await seedProfile(stage, profile, { accounts, first: account, files })
    const request = { accountId: first?.id, method: 'GET', address: '/api/1k', query: [], headers: [] }
    const asked = ['sendApiRequest', { requestId: randomUUID(), request, confirmed: false }]

    async function launch(): Promise<number> {
      const program = await startProgram(stage, {
        folder: projectRoot,
        profile,
        rows: accounts,
        env: {
          KEYFOB_BENCH_ASK: JSON.stringify(asked),
          KEYFOB_BENCH_PRELOAD: join(import.meta.dirname, '..', 'ask-preload.cjs'),
        },
      })
      await program.painted
      for (let tries = 0; server.arrivals.length <= seen; tries += 1) {
        if (tries > 1_000) throw new Error('no request with a token has come')
        await pause(5)
      }
      seen = server.arrivals.length
      await program.quit()
      return (server.arrivals.at(-1) ?? 0) - program.spawnedAt
    }
    async function launchFloor(): Promise<number> {
      const program = await startProgram(stage, {
        folder: bareWindow,
        profile: join(stage.folder, 'bare'),
        rows: 20,
      })
      const { first } = await program.painted
      await program.quit()
      return first - program.spawnedAt
    }

    let seen = 0
    const ours: number[] = []
    const floor: number[] = []
    await launch()
    await launchFloor()
    for (let pair = 0; pair < pairs; pair += 1) {
      ours.push(await launch())
      floor.push(await launchFloor())
    }
    await server.close()
    return [ratioFigure({ name: 'start: first token in hand', goal: 1.25, unit: 'ms' }, ours, floor)]
  },
}
