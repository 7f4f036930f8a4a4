import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectRoot } from '../setup/project.mjs'

const limit = 20 * 60_000

/**
 * Runs a program with this terminal as its output, for 20 minutes at most.
 *
 * @returns {Promise<boolean>} whether it ended well
 */
export async function runShown(command, args) {
  const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] })
  const timer = setTimeout(() => {
    console.error(`keyfob: ended ${args[0]}, which took longer than ${limit / 60_000} minutes`)
    child.kill('SIGKILL')
  }, limit)
  const [code] = await once(child, 'close')
  clearTimeout(timer)
  return code === 0
}
