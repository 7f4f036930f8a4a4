import { placeKeytarFor } from './keytar-binary.mjs'

const archNames = ['ia32', 'x64', 'armv7l', 'arm64', 'universal']

/** electron-builder's hook: keytar's binary has to be the one of the system that is packed for. */
export function beforePack({ electronPlatformName, arch }) {
  const name = archNames[arch]
  if (name !== 'universal') placeKeytarFor(electronPlatformName, name)
}
