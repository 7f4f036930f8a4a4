import { join } from 'node:path'
import { customProviderAt, startApiServer } from '../api-server'
import { type Figure, type Measurement, ratioFigure } from '../figure'
import { seedProfile } from '../profiles'
import { type Program, startProgram } from '../program'
import { projectRoot, type Stage } from '../stage'

const requestsATime = 10

/** A request to an API with the account's token, from the window and back to it. */
export const get: Measurement = {
  name: 'get',
  usualPairs: 25,
  async measure(pairs, stage: Stage) {
    const server = await startApiServer()
    const profile = join(stage.folder, 'get')
    const { account, files } = customProviderAt(server.origin)
    const [first] = await seedProfile(stage, profile, { accounts: 1, first: account, files })
    const app = await startProgram(stage, { folder: projectRoot, profile })
    await app.painted
    const figures: Figure[] = []
    for (const [size, path] of [
      ['1 kB', '/api/1k'],
      ['118 kB', '/api/118k'],
    ] as const) {
      const url = server.origin + path
      const ours: number[] = []
      const floor: number[] = []
      await fromWindow(app, first?.id ?? '', url)
      await fromMain(app, url)
      for (let pair = 0; pair < pairs; pair += 1) {
        ours.push(await fromWindow(app, first?.id ?? '', url))
        floor.push(await fromMain(app, url))
      }
      figures.push(
        ratioFigure({ name: `GET: ${size}, window to window`, goal: 1.3, unit: 'ms' }, ours, floor),
      )
    }
    await app.quit()
    await server.close()
    return figures
  },
}

/** ms a request */
function fromWindow(app: Program, accountId: string, address: string): Promise<number> {
  return app.inWindow(
    async ({ accountId, address, times }) => {
      const request = { accountId, method: 'GET', address, query: [], headers: [] }
      const start = performance.now()
      for (let time = 0; time < times; time += 1) {
        const requestId = crypto.randomUUID()
        const text = await window.keyfob.ask('sendApiRequest', { requestId, request, confirmed: false })
        const { ok, value } = JSON.parse(text) as { ok: boolean; value?: { status: number } }
        if (!ok || value?.status !== 200) throw new Error(text)
      }
      return (performance.now() - start) / times
    },
    { accountId, address, times: requestsATime },
  )
}

function fromMain(app: Program, address: string): Promise<number> {
  return app.inMain(
    async ({ session }, { address, times }) => {
      const headers = { accept: 'application/json', authorization: `Bearer ${'k'.repeat(1_000)}` }
      // The window's own session has no way out.
      const network = session.fromPartition('barest', { cache: false })
      const start = performance.now()
      for (let time = 0; time < times; time += 1) {
        const response = await network.fetch(address, { headers, cache: 'no-store' })
        await response.text()
      }
      return (performance.now() - start) / times
    },
    { address, times: requestsATime },
  )
}
