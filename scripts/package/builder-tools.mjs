import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { pathOf } from '../setup/run.mjs'

/** Whether electron-builder's own tools can be downloaded. A short question, since a network may swallow it. */
export async function reachesTools(env = process.env) {
  const mirror = env.ELECTRON_BUILDER_BINARIES_MIRROR
  try {
    await fetch(mirror || 'https://github.com/electron-userland/electron-builder-binaries/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(4000),
    })
    return true
  } catch {
    return false
  }
}

/** The environment for an electron-builder that cannot download its tools: those of the system, and our own fpm. */
export function toolsOfSystem() {
  return {
    ELECTRON_BUILDER_7ZIP_PATH: pathOf('7za'),
    CUSTOM_FPM_PATH: join(projectRoot, 'scripts', 'package', 'fpm', 'fpm.mjs'),
  }
}
