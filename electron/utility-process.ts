import type { utilityProcess } from 'electron'
import type { SideProcess } from './support/side-process'

/** A program of ours in a process of its own, started by Electron; what it is told, it is told over a private channel. */
export function startUtility(
  electron: typeof utilityProcess,
  file: string,
  options: { readonly serviceName: string; readonly env: NodeJS.ProcessEnv },
): SideProcess {
  const child = electron.fork(file, [], { ...options, stdio: 'inherit' })
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  }
}
