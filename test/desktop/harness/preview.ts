import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { findBrowser } from '../../../scripts/setup/find-browser.mjs'
import { sandboxSwitch } from './app'

export interface PreviewOptions {
  readonly dark?: boolean
  /** In a palette that the system forces, as high contrast does. */
  readonly forced?: boolean
  /** px; 1200 × 760 unless told otherwise. */
  readonly size?: readonly [width: number, height: number]
}

export interface Preview {
  /** Opens the window over a made-up main (`test/renderer/preview/scenarios.ts`), in place of the one before. */
  open(scenario: string, options?: PreviewOptions): Promise<Page>
  close(): Promise<void>
}

const projectRoot = join(import.meta.dirname, '..', '..', '..')

/** The window in an ordinary browser: for states that a real app comes by only once in a long while. */
export async function startPreview(): Promise<Preview> {
  const outDir = await mkdtemp(join(tmpdir(), 'keyfob-preview-'))
  await build({
    configFile: false,
    root: projectRoot,
    base: './',
    plugins: [react()],
    logLevel: 'error',
    build: {
      outDir,
      target: 'chrome130',
      reportCompressedSize: false,
      rolldownOptions: { input: join(projectRoot, 'test', 'renderer', 'preview', 'index.html') },
    },
  })
  const server = await preview({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const [address] = server.resolvedUrls?.local ?? []
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error('No Chromium is installed: run `npm run setup` first.')
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [...sandboxSwitch(), '--disable-gpu'],
  })
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  return {
    async open(scenario, { dark = false, forced = false, size: [width, height] = [1200, 760] } = {}) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({
        colorScheme: dark ? 'dark' : 'light',
        forcedColors: forced ? 'active' : 'none',
      })
      await page.goto(`${address}test/renderer/preview/index.html?scenario=${scenario}`)
      await page.locator('#root > *').first().waitFor()
      await page.evaluate(() => document.fonts.ready)
      return page
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
