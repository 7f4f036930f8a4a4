import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { appendFile, chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { findElectron } from '../../../scripts/setup/find-electron.mjs'
import type { Desktop } from './desktop'

export interface LaunchOptions {
  /** The app's profile folder (`--user-data-dir`); a new one when not given. Give the same one to restart. */
  readonly profile?: string
  /** Added to the environment of the desktop. */
  readonly env?: Readonly<Record<string, string>>
  /** Added to the command line, before the app's folder. */
  readonly args?: readonly string[]
  /** Added after the app's folder: what a person writes for Keyfob itself. */
  readonly afterwards?: readonly string[]
  /** Runs the app as on a system without a session bus, and so without a keychain. */
  readonly withoutSessionBus?: boolean
}

export interface RunningApp {
  readonly electronApp: ElectronApplication
  /** The first window, loaded. */
  readonly window: Page
  readonly profile: string
  /** All that the processes of the app and its pages have printed so far, from the very first line. */
  log(): string
  /** Quits as a person would and waits until every process of it is gone. */
  close(): Promise<void>
  /** Ends it without a warning, as a crash would. */
  kill(): Promise<void>
}

/** What a person would wait for a button to do something. ms */
const patience = 10_000
/** How long each step of a start may take on a loaded machine. ms */
const untilStarted = 45_000

const projectRoot = join(import.meta.dirname, '..', '..', '..')

/**
 * Starts the built app (`dist/`) on a desktop, driven by Playwright.
 *
 * @throws Error with the app's log when it ends before it shows a window, or takes too long
 */
export async function launchApp(desktop: Desktop, options: LaunchOptions = {}): Promise<RunningApp> {
  const folder = await mkdtemp(join(desktop.folder, 'app-'))
  const profile = options.profile ?? join(folder, 'profile')
  const logFile = join(folder, 'app.log')
  const log = () => readFileSync(logFile, 'utf8')
  await writeFile(logFile, '')

  async function inTime<T>(step: string, task: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      const say = () => reject(new Error(`The app is not ${step}. It printed:\n${log()}`))
      timer = setTimeout(say, untilStarted)
    })
    return Promise.race([task, late]).finally(() => clearTimeout(timer))
  }

  const electronApp = await _electron
    .launch({
      timeout: untilStarted,
      executablePath: await loggedExecutable(folder, logFile),
      args: [
        '-r',
        join(import.meta.dirname, 'wait-for-playwright.cjs'),
        ...sandboxSwitch(),
        `--user-data-dir=${profile}`,
        ...(options.args ?? []),
        projectRoot,
        ...(options.afterwards ?? []),
      ],
      cwd: projectRoot,
      colorScheme: null,
      env: { ...desktop.env, ...(options.withoutSessionBus && noSessionBus), ...options.env },
    })
    .catch((cause: unknown) => {
      throw new Error(`The app did not start. It printed:\n${log()}`, { cause })
    })
  const child = electronApp.process()
  const ended = once(child, 'close')

  const listen = (page: Page) => {
    page.on(
      'console',
      (message) => void appendFile(logFile, `[window] ${message.type()}: ${message.text()}\n`),
    )
    page.on('pageerror', (error) => void appendFile(logFile, `[window] ${error.stack ?? error.message}\n`))
  }
  electronApp.on('window', listen)
  for (const page of electronApp.windows()) listen(page)

  const window = await Promise.race([
    inTime('showing a window', electronApp.firstWindow({ timeout: 0 })),
    ended.then(() => {
      throw new Error(`The app ended before it showed a window. It printed:\n${log()}`)
    }),
  ])
  await inTime('done with loading its window', window.waitForLoadState('load', { timeout: 0 }))
  window.setDefaultTimeout(patience)

  return {
    electronApp,
    window,
    profile,
    log,
    async close() {
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await electronApp.close().catch(() => {})
      await ended
      clearTimeout(force)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Playwright shows a program's output only once it is attached; this keeps all of it. */
async function loggedExecutable(folder: string, logFile: string): Promise<string> {
  const electron = findElectron()
  if (!electron) throw new Error('Electron is not installed yet: run `npm run setup` first.')
  const script = join(folder, 'electron')
  const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`
  const keep = `tee -a ${quoted(logFile)}`
  await writeFile(
    script,
    `#!/bin/bash\nexec ${quoted(electron.executable)} "$@" > >(${keep}) 2> >(${keep} >&2)\n`,
  )
  await chmod(script, 0o755)
  return script
}

/** Chromium's sandbox cannot start as root. */
export function sandboxSwitch(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

const noSessionBus = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
