import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { createServer } from 'vite'
import { findBrowser } from '../../../scripts/setup/find-browser.mjs'
import { sandboxSwitch } from './app'

export interface PreviewOptions {
  readonly dark?: boolean
  /** px; 1200 × 760 unless told otherwise. */
  readonly size?: readonly [width: number, height: number]
}

export interface Preview {
  /** Opens the window over a made-up main (`test/renderer/preview/scenarios.ts`). */
  open(scenario: string, options?: PreviewOptions): Promise<Page>
  close(): Promise<void>
}

const projectRoot = join(import.meta.dirname, '..', '..', '..')

/** The window in an ordinary browser: for states that a real app comes by only once in a long while. */
export async function startPreview(): Promise<Preview> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'keyfob-preview-'))
  const server = await createServer({
    configFile: join(projectRoot, 'vite.config.ts'),
    root: projectRoot,
    cacheDir,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { entries: ['test/renderer/preview/index.html'] },
  })
  await server.listen()
  const [address] = server.resolvedUrls?.local ?? []
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error('No Chromium is installed: run `npm run setup` first.')
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [...sandboxSwitch(), '--disable-gpu'],
  })
  // One context for all: its cache spares each page the hundreds of modules of the window.
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  return {
    async open(scenario, { dark = false, size: [width, height] = [1200, 760] } = {}) {
      const page = await context.newPage()
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
      await page.goto(`${address}test/renderer/preview/index.html?scenario=${scenario}`, { timeout: 90_000 })
      await page.locator('#root > *').first().waitFor({ timeout: 90_000 })
      await page.evaluate(() => document.fonts.ready)
      return page
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(cacheDir, { recursive: true, force: true })
    },
  }
}
