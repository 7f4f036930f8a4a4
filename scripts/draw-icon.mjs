import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from './setup/find-browser.mjs'
import { projectRoot } from './setup/project.mjs'
import { reportFailure, SetupFailure } from './setup/report.mjs'

/**
 * Draws build/icon.svg as build/icon.png (for macOS and Windows), build/icons/ (for Linux, a file for each size) and
 * build/icon-256.png (for the window).
 */
async function drawIcon(executablePath) {
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const svg = readFileSync(join(projectRoot, 'build', 'icon.svg'), 'utf8')
  mkdirSync(join(projectRoot, 'build', 'icons'), { recursive: true })
  for (const [name, size] of [
    ['icon.png', 1024],
    ['icon-256.png', 256],
    ...[16, 24, 32, 48, 64, 96, 128, 256, 512].map((each) => [`icons/${each}x${each}.png`, each]),
  ]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`,
    )
    await page.screenshot({ path: join(projectRoot, 'build', name), omitBackground: true })
  }
  await browser.close()
}

try {
  const browser = findBrowser()
  if (!browser) throw new SetupFailure('drawing the icon needs Chromium: run `npm run setup` first')
  await drawIcon(browser)
} catch (error) {
  reportFailure(error)
}
