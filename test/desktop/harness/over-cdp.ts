import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'
import { findElectron } from '../../../scripts/setup/find-electron.mjs'
import { sandboxSwitch } from './app'

const projectRoot = join(import.meta.dirname, '..', '..', '..')
const longest = 40_000

/** The app as a person's desktop starts it: nothing holds on to it, so it may end and start itself again. */
export interface FreeApp {
  readonly child: ChildProcess
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>
  log(): string
}

export function startFreely(options: {
  readonly profile: string
  readonly env: NodeJS.ProcessEnv
  readonly logFile: string
  readonly args?: readonly string[]
}): FreeApp {
  const electron = findElectron()
  if (!electron) throw new Error('Electron is not installed yet: run `npm run setup` first.')
  const log = openSync(options.logFile, 'a')
  const args = [
    ...sandboxSwitch(),
    `--user-data-dir=${options.profile}`,
    '--remote-debugging-port=0',
    projectRoot,
    ...(options.args ?? []),
  ]
  const child = spawn(electron.executable, args, {
    cwd: projectRoot,
    env: options.env,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal)
  return { child, ended, log: () => readFileSync(options.logFile, 'utf8') }
}

/** The id of the process that has the profile now; undefined: none. */
export async function holderOf(profile: string): Promise<number | undefined> {
  const target = await readlink(join(profile, 'SingletonLock')).catch(() => undefined)
  const id = Number(target?.slice(target.lastIndexOf('-') + 1))
  return Number.isInteger(id) ? id : undefined
}

/** Attaches to the window of the app that has the profile. Throws when none shows one in time. */
export async function attach(profile: string): Promise<{ readonly page: Page; leave(): Promise<void> }> {
  const deadline = Date.now() + longest
  for (;;) {
    const port = (await readFile(portFile(profile), 'utf8').catch(() => '')).split('\n')[0]
    const address = `http://127.0.0.1:${port}`
    const browser =
      port && (await showsWindow(address))
        ? await chromium.connectOverCDP(address, { timeout: 10_000 }).catch(() => undefined)
        : undefined
    const page = browser?.contexts()[0]?.pages()[0]
    if (browser && page) {
      await page.waitForLoadState('load')
      page.setDefaultTimeout(15_000)
      return { page, leave: () => browser.close() }
    }
    await browser?.close()
    if (Date.now() > deadline) throw new Error('the app shows no window')
    await pause(100)
  }
}

/** Playwright may wait for ever for a window that comes up while it attaches. */
async function showsWindow(address: string): Promise<boolean> {
  try {
    const targets: unknown = await (await fetch(`${address}/json/list`)).json()
    return (
      Array.isArray(targets) &&
      targets.some(({ type, url }) => type === 'page' && String(url).startsWith('app:'))
    )
  } catch {
    return false
  }
}

/** Forgets where the app before this one listened. */
export async function forgetPort(profile: string): Promise<void> {
  await rm(portFile(profile), { force: true })
}

export async function endHolder(profile: string): Promise<void> {
  const id = await holderOf(profile)
  if (id === undefined) return
  try {
    process.kill(id, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function portFile(profile: string): string {
  return join(profile, 'DevToolsActivePort')
}
