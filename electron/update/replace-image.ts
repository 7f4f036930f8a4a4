import { copyFile, open, rename, rm } from 'node:fs/promises'
import { Failure } from '../../shared/failure'

/**
 * Puts a new AppImage in the place of the old one, under its name, so that whatever starts it goes on to. A crash at any
 * point leaves the old or the new one whole. Throws `update_not_installed`; the old one stands then.
 */
export async function replaceImage(fresh: string, image: string): Promise<void> {
  const beside = `${image}.new`
  try {
    await copyFile(fresh, beside)
    const handle = await open(beside, 'r+')
    try {
      await handle.chmod(0o755)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, image)
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw new Failure('update_not_installed', 'the new version could not be put in its place', {
      cause,
      facts: { subject: image },
    })
  }
}
