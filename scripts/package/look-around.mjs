import { announce, SetupFailure } from '../setup/report.mjs'
import { isOnPath } from '../setup/run.mjs'
import { ensureSystemPackages } from '../setup/system-packages.mjs'
import { reachesTools, toolsOfSystem } from './builder-tools.mjs'

/**
 * What there is to make packages with; installs what packing needs where it may.
 *
 * @param {import('../setup/find-electron.mjs').ElectronRuntime} electron
 * @returns {Promise<import('./plan-targets.mjs').PackagingWorld>}
 */
export async function lookAround(electron) {
  const reaches = await reachesTools()
  try {
    ensureSystemPackages(reaches ? ['pack'] : ['pack', 'packAlone'])
  } catch (error) {
    // Whatever is missing leaves out the packages that need it, and no others.
    if (!(error instanceof SetupFailure)) throw error
    announce(error.message)
  }
  const { platform, arch, env } = process
  if (!isSigned({ platform, env }))
    announce('what is made here is not signed: CSC_LINK names no certificate (CONTRIBUTING.md, "A release")')
  return { platform, arch, env, reachesTools: reaches, electron: electron.kind, has: isOnPath }
}

/**
 * What electron-builder has to be told here. Where all can be downloaded that is nothing.
 *
 * @param {import('./plan-targets.mjs').PackagingWorld} world
 * @param {{ folder: string, version: string }} electron the one that set-up found
 * @returns {{ settings: Record<string, string>, env: NodeJS.ProcessEnv }}
 */
export function settingsFor(world, electron) {
  const isPlain = world.reachesTools && world.electron === 'official'
  return {
    settings: {
      ...(isPlain ? {} : { electronDist: electron.folder, electronVersion: electron.version }),
      ...(world.platform === 'darwin' && !isSigned(world) ? withoutSignature : {}),
    },
    env: world.reachesTools ? {} : toolsOfSystem(),
  }
}

/** Packages for Linux are not signed one by one; their checksums are published. */
function isSigned({ platform, env }) {
  if (platform === 'linux') return true
  return Boolean(env.CSC_LINK || (platform === 'win32' ? env.WIN_CSC_LINK : env.CSC_NAME))
}

/** The hardened runtime lets a program load libraries of its own signer only, and then there is none. */
const withoutSignature = { 'mac.identity': '-', 'mac.hardenedRuntime': 'false' }
