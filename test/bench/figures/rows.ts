import { type Measurement, ratioFigure } from '../figure'
import type { Program } from '../program'
import { openBrowse, openList, type SandboxApp, startSandboxApp } from '../sandbox-app'
import type { Stage } from '../stage'
import { ask } from '../window'

const callsATime = 20

/** A page of rows on its way to the window, and a list on its way to the screen. */
export const rows: Measurement = {
  name: 'rows',
  usualPairs: 25,
  async measure(pairs, stage: Stage) {
    const world = await startSandboxApp(stage)
    const { app, account } = world
    const list = await listOf200(world)
    const pages: number[] = []
    const pings: number[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      pages.push(await timePage(app, list))
      pings.push(await timePing(app))
    }
    const lists: number[] = []
    const requests: number[] = []
    const short: number[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      await forgetLists(world)
      short.push(await openList(world, 'Servers'))
      requests.push(await timeRequest(world, `${account.issuer}/api/v1/events?$top=500`))
      lists.push(await openList(world, 'Events'))
    }
    await app.quit()
    return [
      ratioFigure({ name: 'rows: 200-row page over IPC', goal: 10, unit: 'ms' }, pages, pings),
      ratioFigure({ name: 'rows: first rows on screen', goal: 1.5, unit: 'ms' }, lists, requests),
      ratioFigure(
        { name: 'rows: first of 100,000 against a short list', goal: 1.3, unit: 'ms' },
        lists,
        short,
      ),
    ]
  },
}

type List = { readonly accountId: string; readonly resourceId: string; readonly parentId: string }

/** Two pages of 100 files, which main then knows. */
async function listOf200({ app, account }: SandboxApp): Promise<List> {
  const buckets = await ask(app, 'listRows', { accountId: account.id, resourceId: 'buckets' })
  const list = { accountId: account.id, resourceId: 'files', parentId: buckets.rows[0]?.id ?? '' }
  const { next } = await ask(app, 'listRows', list)
  await ask(app, 'listRows', { ...list, next })
  const known = await ask(app, 'knownRows', list)
  if (known?.rows.length !== 200) throw new Error(`${known?.rows.length} rows are known, not 200`)
  return list
}

/** A list that was opened before is shown as it was left, without a request: so the window is made to forget them. */
async function forgetLists(world: SandboxApp): Promise<void> {
  await ask(world.app, 'lock', {})
  await ask(world.app, 'unlock', {})
  await openBrowse(world)
}

/** ms a call */
function timePage(app: Program, list: List): Promise<number> {
  return app.inWindow(
    async ({ list, times }) => {
      const start = performance.now()
      for (let time = 0; time < times; time += 1) JSON.parse(await window.keyfob.ask('knownRows', list))
      return (performance.now() - start) / times
    },
    { list, times: callsATime },
  )
}

function timePing(app: Program): Promise<number> {
  return app.inWindow(async (times) => {
    const start = performance.now()
    for (let time = 0; time < times; time += 1) await window.ping()
    return (performance.now() - start) / times
  }, callsATime)
}

function timeRequest({ app, token }: SandboxApp, url: string): Promise<number> {
  return app.inMain(
    async ({ session }, { url, token }) => {
      // The window's own session has no way out.
      const network = session.fromPartition('barest', { cache: false })
      const start = performance.now()
      const response = await network.fetch(url, {
        headers: { authorization: `Bearer ${token}` },
        cache: 'no-store',
      })
      JSON.parse(await response.text())
      return performance.now() - start
    },
    { url, token },
  )
}
