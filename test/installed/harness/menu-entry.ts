import { closeSync, openSync, readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Desktop } from '../../desktop/harness/desktop'
import { attach, forgetPort } from '../../desktop/harness/over-cdp'
import { type Owner, startTied, type TiedProcess } from '../../desktop/harness/tied-process'

const entry = '/usr/share/applications/keyfob.desktop'

export interface InstalledApp {
  readonly page: Page
  readonly process: TiedProcess
  log(): string
  /** The addresses of all that it shows: its window, and developer tools. */
  targets(): Promise<readonly string[]>
  /** Closes the window as a person would and waits until the app has ended. Resolves with its exit code. */
  close(): Promise<number | null>
}

export interface MenuStart {
  readonly desktop: Desktop
  readonly owner?: Owner
  readonly env?: NodeJS.ProcessEnv
  /** Added to the command of the menu entry. */
  readonly args?: readonly string[]
}

/** The command of the menu entry, without the place for what is opened with it. */
export function menuCommand(): readonly string[] {
  const [, line] = readFileSync(entry, 'utf8').match(/^Exec=(.+)$/m) ?? []
  if (!line) throw new Error(`${entry} has no command`)
  return line.split(' ').filter((word) => !/^%[a-zA-Z]$/.test(word))
}

/** Where the app keeps what it knows when nobody says otherwise. */
export function usualProfile({ env }: Desktop): string {
  return join(env.XDG_CONFIG_HOME, 'Keyfob')
}

/** Starts what a person starts by a click in the menu. */
export async function startFromMenu(start: MenuStart): Promise<InstalledApp> {
  const profile = usualProfile(start.desktop)
  await forgetPort(profile)
  const { process, log } = await runMenuCommand({
    ...start,
    args: ['--remote-debugging-port=0', ...(start.args ?? [])],
  })
  const { page, leave } = await attach(profile).catch((cause: unknown) => {
    throw new Error(`The installed app shows no window. It printed:\n${log()}`, { cause })
  })
  return {
    page,
    process,
    log,
    targets: () => targetsOf(profile),
    async close() {
      const ended = hasEnded(process)
      await page.close()
      await leave()
      return ended
    },
  }
}

async function targetsOf(profile: string): Promise<readonly string[]> {
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
  const answer: unknown = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
  return Array.isArray(answer) ? answer.map(({ url }) => String(url)) : []
}

/** Runs the command of the menu entry, whatever comes of it. */
export async function runMenuCommand(
  start: MenuStart,
): Promise<{ readonly process: TiedProcess; log(): string }> {
  const { desktop, owner, env, args = [] } = start
  const logFile = join(await mkdtemp(join(desktop.folder, 'log-')), 'log')
  await writeFile(logFile, '')
  const log = openSync(logFile, 'a')
  const [command = '', ...given] = menuCommand()
  const process = startTied(command, [...given, ...args], {
    owner,
    env: { ...desktop.env, ...env },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return { process, log: () => readFileSync(logFile, 'utf8') }
}

/** Resolves with the exit code; null: ended by a signal. */
export function hasEnded({ child }: TiedProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', resolve))
}
