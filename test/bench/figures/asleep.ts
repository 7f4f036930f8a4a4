import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { customProviderAt, startApiServer } from '../api-server'
import { type Measurement, plainFigure } from '../figure'
import { seedProfile } from '../profiles'
import { startProgram } from '../program'
import { projectRoot, type Stage } from '../stage'
import { ask } from '../window'

const accounts = 100
/** Until they are all due. ms */
const sleep = 40_000

/** A hundred accounts that fall due at one moment, as after a night's sleep. */
export const asleep: Measurement = {
  name: 'asleep',
  usualPairs: 1,
  async measure(_pairs, stage: Stage) {
    const server = await startApiServer()
    const profile = join(stage.folder, 'asleep')
    const { account, files } = customProviderAt(server.origin)
    const [first] = await seedProfile(stage, profile, { accounts, all: account, files, dueIn: sleep })
    const dueAt = (first?.expiresAt ?? 0) - 5 * 60_000
    const app = await startProgram(stage, { folder: projectRoot, profile, rows: accounts })
    await app.painted
    await pause(Math.max(0, dueAt - Date.now() - 1_500))
    const before = server.renewals.count
    const blocked = app.inWindow(async (until) => {
      const gaps: number[] = []
      let last = performance.now()
      while (Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 4))
        const now = performance.now()
        gaps.push(now - last - 4)
        last = now
      }
      return gaps
    }, dueAt + 8_000)
    await pause(Math.max(0, dueAt - Date.now()))
    await app.inMain(({ powerMonitor }) => powerMonitor.emit('resume'))
    const gaps = await blocked
    const deadline = Date.now() + 30_000
    const areRenewed = async () => {
      const list = await ask(app, 'listAccounts', {})
      return list.filter(
        ({ health, renewedAt }) => health.state === 'working' && Number(renewedAt) > dueAt - sleep,
      ).length
    }
    let renewed = await areRenewed()
    while (renewed < accounts && Date.now() < deadline) {
      await pause(200)
      renewed = await areRenewed()
    }
    await app.quit()
    await server.close()
    if (before > 0) throw new Error('some were renewed before they were due')
    return [
      plainFigure({ name: '100 due at once: requests at a time', goal: 4, unit: 'count' }, [
        server.renewals.most,
      ]),
      plainFigure({ name: '100 due at once: window blocked', goal: 50, unit: 'ms', worst: true }, gaps),
      plainFigure({ name: '100 due at once: not renewed', goal: 0, unit: 'count' }, [accounts - renewed]),
      plainFigure({ name: '100 due at once: asked twice', goal: 0, unit: 'count' }, [
        server.renewals.refused + server.renewals.count - accounts,
      ]),
    ]
  },
}
