import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { restoreKeytar } from './keytar-binary.mjs'

/**
 * electron-builder's hook: what an Electron that was not downloaded for this package brings along for other uses. Of a
 * downloaded one electron-builder removes the same.
 */
export function afterPack({ appOutDir, packager }) {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
  rmSync(join(appOutDir, 'version'), { force: true })
  restoreKeytar()
}
