import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { run } from '../setup/run.mjs'

const cli = join(projectRoot, 'node_modules', 'electron-builder', 'cli.js')
const flags = { linux: '--linux', darwin: '--mac', win32: '--win' }

/**
 * Runs electron-builder for one system and architecture.
 *
 * @param {{ platform: string, arch: string, targets: string[], settings?: Record<string, string>,
 *   options?: string[], env?: NodeJS.ProcessEnv }} what `settings` overrule electron-builder.yml
 * @returns {{ ok: boolean, printed: string }}
 */
export function runBuilder({ platform, arch, targets, settings = {}, options = [], env = {} }) {
  const overruled = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`)
  return run(
    process.execPath,
    [cli, flags[platform], ...targets, `--${arch}`, '--publish', 'never', ...overruled, ...options],
    { env: { ...process.env, ...env }, timeout: 60 * 60_000 },
  )
}
