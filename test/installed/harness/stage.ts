import { dirname, join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Desktop, startDesktop } from '../../desktop/harness/desktop'
import { createBrowser, type SystemBrowser } from '../../desktop/harness/system-browser'
import { type Owner, runToEnd } from '../../desktop/harness/tied-process'
import { apt, knownPackages, stateOf, systemFiles } from './apt'
import { processes } from './processes'

/** apt takes its time, on a busy computer a lot of it. ms */
export const patient = 180_000

export interface Stage {
  readonly desktop: Desktop
  readonly browser: SystemBrowser
  /** What was on the system before anything was installed. */
  readonly filesBefore: ReadonlySet<string>
}

/**
 * A desktop of the owner's, and a system that is afterwards what it was before: every package that was installed in
 * between is taken away again, whatever became of the tests.
 *
 * @throws Error where Keyfob is installed already
 */
export function useStage(owner: Owner): Stage {
  let stage: Stage | undefined
  let packagesBefore: ReadonlySet<string> | undefined

  beforeAll(async () => {
    if ((await stateOf('keyfob')) === 'installed')
      throw new Error('Keyfob is installed here. These tests install and remove it: remove it first.')
    const filesBefore = await systemFiles()
    packagesBefore = await knownPackages()
    const desktop = await startDesktop(owner)
    const browser = await createBrowser(desktop)
    const folder = dirname(browser.env.BROWSER)
    await runToEnd('chmod', ['o+x', folder])
    await desktop.handOver(browser.env.BROWSER, join(folder, 'links'))
    stage = { desktop, browser, filesBefore }
  }, patient)
  afterAll(async () => {
    await stage?.browser.close()
    await stage?.desktop.stop()
    for (const { id } of processes()) endProcess(id)
    if (packagesBefore) await removeAdded(packagesBefore)
  }, patient)

  const there = () => {
    if (!stage) throw new Error('The stage is there only while the tests of its describe run.')
    return stage
  }
  return {
    get desktop() {
      return there().desktop
    },
    get browser() {
      return there().browser
    },
    get filesBefore() {
      return there().filesBefore
    },
  }
}

async function removeAdded(before: ReadonlySet<string>): Promise<void> {
  const added = [...(await knownPackages())].filter((name) => !before.has(name))
  if (added.length > 0) await apt('purge', ...added)
}

/** The installed program of a test that failed in the middle. */
function endProcess(id: number): void {
  try {
    process.kill(id, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
