import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findElectron } from '../setup/find-electron.mjs'
import { projectRoot } from '../setup/project.mjs'
import { run } from '../setup/run.mjs'

const program = join(projectRoot, 'scripts', 'launch', 'compile-ahead')

/**
 * Lays the compiled form of main's bundle beside it, for `electron/start.cjs`. Where there is no Electron yet, or it
 * cannot run here, there is none, and the app compiles at each start. It stays within the package: compiled code in a
 * profile would be code that anybody may write.
 */
export function compileAhead(bundle) {
  const electron = findElectron()
  if (!electron) return
  const profile = mkdtempSync(join(tmpdir(), 'keyfob-compile-'))
  const { ELECTRON_RUN_AS_NODE, ...env } = process.env
  const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
  const compiled = `${bundle}.compiled`
  const { ok } = run(
    electron.executable,
    [...asRoot, `--user-data-dir=${profile}`, program, bundle, compiled],
    { env, timeout: 60_000 },
  )
  if (!ok) rmSync(compiled, { force: true })
  rmSync(profile, { recursive: true, force: true })
}
