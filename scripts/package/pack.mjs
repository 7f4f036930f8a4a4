import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { announce } from '../setup/report.mjs'
import { runBuilder } from './run-builder.mjs'
import { updateSettings } from './update-settings.mjs'

const extensions = { nsis: '-setup.exe', portable: '-portable.exe' }

/**
 * @typedef {{ target: string, file?: string, problem?: string }} Packed
 */

/**
 * Packs one app for one system and architecture. On Linux target after target from one folder, so that one that fails
 * takes no other with it; elsewhere, where signing goes through all of them, in one go.
 *
 * @param {{ platform: string, arch: string, targets: string[], output: string, isBare?: boolean,
 *   settings?: Record<string, string>, options?: string[], env?: NodeJS.ProcessEnv }} asked `output`: absolute;
 *   `isBare`: what is packed is not Keyfob, but what it is measured against
 * @returns {Packed[]}
 */
export function pack(asked) {
  return asked.platform === 'linux' ? packOneByOne(asked) : packTogether(asked)
}

/** Where electron-builder lays a Linux app out. */
export function unpackedFolder(output, arch) {
  return join(output, arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`)
}

function packOneByOne(asked) {
  const folder = unpackedFolder(asked.output, asked.arch)
  rmSync(folder, { recursive: true, force: true })
  forgetBrokenOff(asked.output)
  const [laidOut] = packTogether({ ...asked, targets: ['dir'] })
  if (laidOut.problem) return asked.targets.map((target) => ({ target, problem: laidOut.problem }))
  const options = [...(asked.options ?? []), '--prepackaged', folder]
  return asked.targets.flatMap((target) => packTogether({ ...asked, targets: [target], options }))
}

/** What a run that was ended in the middle of a package has left. */
function forgetBrokenOff(output) {
  for (const name of existsSync(output) ? readdirSync(output) : [])
    if (name.startsWith('.package-')) rmSync(join(output, name), { recursive: true, force: true })
}

function packTogether(asked) {
  const { platform, arch, targets, output, isBare = false } = asked
  announce(
    `packing ${isBare ? 'the bare Electron' : 'Keyfob'} for ${platform} ${arch}: ${targets.join(', ')}`,
  )
  const started = Date.now()
  const updates = isBare ? {} : updateSettings(targets, process.env)
  const { ok, printed } = runBuilder({
    ...asked,
    settings: { ...asked.settings, ...updates, 'directories.output': output },
  })
  return targets.map((target) => {
    const file = target === 'dir' ? unpackedFolder(output, arch) : madeSince(started, target, output)
    return ok && file && existsSync(file) ? { target, file } : { target, problem: printed }
  })
}

function madeSince(started, target, output) {
  const ending = extensions[target] ?? `.${target}`
  // File systems keep times more coarsely than clocks do.
  return readdirSync(output)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(output, name))
    .find((file) => statSync(file).mtimeMs > started - 2000)
}
