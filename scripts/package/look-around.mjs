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
      ...(isSigned(world) ? {} : withoutSignature),
    },
    env: world.reachesTools ? {} : toolsOfSystem(),
  }
}

function isSigned({ platform, env }) {
  return platform !== 'darwin' || Boolean(env.CSC_LINK || env.CSC_NAME)
}

/** The hardened runtime lets a program load libraries of its own signer only, and then there is none. */
const withoutSignature = { 'mac.identity': '-', 'mac.hardenedRuntime': 'false' }
