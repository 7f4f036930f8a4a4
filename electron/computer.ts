import { execFile, spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { promisify } from 'node:util'
import { app, shell } from 'electron'
import type { SystemSettings } from '../shared/doctor'
import { findBrowser } from './doctor/find-browser'
import { openSystemSettings } from './doctor/system-settings'
import type { InstallationWorld } from './update/update-way'

const patience = 5_000
const execute = promisify(execFile)

/** What a program prints; rejects when it is not there, fails, or takes longer than 5 s. */
export async function run(program: string, args: readonly string[]): Promise<string> {
  return (await execute(program, [...args], { timeout: patience, encoding: 'utf8' })).stdout
}

/** Name of the program that opens web pages; undefined: there is none. */
export function systemBrowser(): Promise<string | undefined> {
  return findBrowser({
    platform: process.platform,
    environment: process.env,
    run,
    applicationFor: (url) => app.getApplicationNameForProtocol(url),
  })
}

/** Throws `not_found` where this desktop has no program for it. */
export function openSettingsOfSystem(page: SystemSettings): Promise<void> {
  return openSystemSettings(page, {
    platform: process.platform,
    open: (address) => shell.openExternal(address),
    start,
  })
}

/** macOS and Windows always do; a Linux desktop does where somebody watches for such icons. Never throws. */
export async function isTrayShown(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const bus = ['--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus']
  const question = ['--method', 'org.freedesktop.DBus.NameHasOwner', 'org.kde.StatusNotifierWatcher']
  const answer = await run('gdbus', ['call', ...bus, ...question]).catch(() => '')
  return answer.includes('true')
}

const may = (mode: number) => (path: string) =>
  access(path, mode).then(
    () => true,
    () => false,
  )

/** What is looked at to tell how this copy was installed. */
export const installationWorld: InstallationWorld = {
  platform: process.platform,
  environment: process.env,
  executable: process.execPath,
  exists: may(constants.F_OK),
  isWritable: may(constants.W_OK),
  run,
}

export function systemNames(): readonly string[] {
  const { XDG_CURRENT_DESKTOP: desktop, XDG_SESSION_TYPE: session } = process.env
  return [process.getSystemVersion(), desktop ?? '', session ?? ''].filter((name) => name !== '')
}

/** Starts a program that outlives Keyfob. */
function start(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('error', reject)
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}
