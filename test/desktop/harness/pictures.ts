import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

export interface Pictures {
  /** Takes a picture of what a page shows, as `NN-name.png`, and returns its path. */
  take(page: Page, name: string): Promise<string>
  readonly paths: readonly string[]
}

/** A folder of numbered pictures. What it held before is cleared. */
export async function createPictures(folder: string): Promise<Pictures> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  return {
    paths,
    async take(page, name) {
      const path = join(folder, `${String(paths.length + 1).padStart(2, '0')}-${name}.png`)
      await page.screenshot({ path, animations: 'disabled' })
      paths.push(path)
      return path
    },
  }
}
