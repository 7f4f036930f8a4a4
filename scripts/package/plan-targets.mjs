/**
 * What this computer has for making packages.
 *
 * @typedef {object} PackagingWorld
 * @property {string} platform
 * @property {string} arch
 * @property {boolean} reachesTools whether electron-builder can download its tools
 * @property {'override' | 'official' | 'fallback'} electron where the Electron to pack comes from
 * @property {(command: string) => boolean} has
 * @property {Record<string, string | undefined>} env
 */

/**
 * @typedef {{ platform: string, arch: string, target: string }} Package
 * @typedef {Package & { why: string }} LeftOut
 */

const systems = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

/** Everything that is published, in the order in which it is made. */
const published = [
  ...['x64', 'arm64'].flatMap((arch) =>
    ['AppImage', 'tar.gz', 'deb', 'rpm'].map((target) => ({ platform: 'linux', arch, target })),
  ),
  ...['dmg', 'zip'].map((target) => ({ platform: 'darwin', arch: 'universal', target })),
  ...['nsis', 'portable'].map((target) => ({ platform: 'win32', arch: 'x64', target })),
]

/**
 * Which packages can be made here, and why the others cannot.
 *
 * @param {PackagingWorld} world
 * @param {readonly string[]} [wanted] names of targets; none: all
 * @returns {{ build: Package[], leftOut: LeftOut[] }}
 */
export function planTargets(world, wanted = []) {
  const build = []
  const leftOut = []
  for (const each of published) {
    if (wanted.length > 0 && !wanted.includes(each.target)) continue
    const why = whyNot(each, world)
    if (why) leftOut.push({ ...each, why })
    else build.push(each)
  }
  return { build, leftOut }
}

export const targetNames = [...new Set(published.map(({ target }) => target))]

/** The reason why a package cannot be made here; undefined: it can. */
function whyNot({ platform, arch, target }, world) {
  if (platform !== world.platform) return `made on ${systems[platform]} only`
  const isOwn = arch === world.arch
  if (!isOwn && !world.reachesTools) return `an Electron for ${arch} cannot be downloaded from here`
  if (!isOwn && world.electron !== 'official')
    return `the Electron that is used here is for ${world.arch} alone`
  return needs[target]?.(world)
}

const unreachable = 'electron-builder cannot download its tools from here'

const needs = {
  AppImage: ({ reachesTools, env }) =>
    reachesTools || env.APPIMAGE_TOOLS_PATH
      ? undefined
      : `${unreachable}, and the runtime of AppImages comes with them (APPIMAGE_TOOLS_PATH can name a folder that has them)`,
  'tar.gz': ({ reachesTools, has }) =>
    reachesTools || has('7za') ? undefined : `${unreachable}, and there is no 7za (Debian's p7zip-full)`,
  deb: ({ reachesTools, has }) =>
    reachesTools || has('dpkg-deb') ? undefined : `${unreachable}, and there is no dpkg-deb`,
  rpm: ({ has }) => (has('rpmbuild') ? undefined : "there is no rpmbuild (Debian's rpm, Fedora's rpm-build)"),
  ...Object.fromEntries(
    ['dmg', 'zip', 'nsis', 'portable'].map((target) => [
      target,
      ({ reachesTools }) => (reachesTools ? undefined : unreachable),
    ]),
  ),
}
