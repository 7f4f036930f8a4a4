import type { utilityProcess } from 'electron'
import type { SandboxProcess } from './sandbox-host'

/** The sandbox in a process of its own, started by Electron; its environment holds nothing of ours. */
export function electronSandbox(electron: typeof utilityProcess, file: string): SandboxProcess {
  const child = electron.fork(file, [], { serviceName: 'Keyfob Sandbox Cloud', stdio: 'inherit', env: {} })
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  }
}
