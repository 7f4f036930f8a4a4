import { spawn } from 'node:child_process'
import { projectRoot } from '../setup/project.mjs'

/**
 * Starts the built app with this terminal as its output.
 *
 * @param {import('../setup/find-electron.mjs').ElectronRuntime} electron
 * @param {{ args?: string[], env?: Record<string, string> }} [options] added to the command line and the environment
 */
export function openElectron(electron, { args = [], env = {} } = {}) {
  const { ELECTRON_RUN_AS_NODE, ...inherited } = process.env
  return spawn(electron.executable, [...sandboxSwitch(), projectRoot, ...args], {
    cwd: projectRoot,
    env: { ...inherited, ...env },
    stdio: 'inherit',
  })
}

/** Chromium's sandbox cannot start as root; the app says so. */
function sandboxSwitch() {
  return process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
}

/** Whether a window can be shown to a person here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
