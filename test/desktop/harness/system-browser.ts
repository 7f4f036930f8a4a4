import { watch } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../../../scripts/setup/find-browser.mjs'
import { sandboxSwitch } from './app'
import type { Desktop } from './desktop'

export interface SystemBrowser {
  /** For the app's environment: makes it hand its links to this browser. */
  readonly env: { readonly BROWSER: string }
  /**
   * The oldest link that the app has handed over and nobody has asked for yet; waits for one.
   *
   * @param timeout in ms
   */
  nextUrl(timeout?: number): Promise<string>
  /** Opens a link in a new tab, as a browser that is handed a link does. The first one starts it. */
  open(url: string): Promise<Page>
  /** Signs whoever used it out of every site. */
  forgetVisitor(): Promise<void>
  pages(): readonly Page[]
  close(): Promise<void>
}

/**
 * A real Chromium that stands in for the person's browser. The app reaches it the way it reaches any browser on
 * Linux, through `xdg-open`; the link then waits here until the test opens it. A desktop has one such browser.
 */
export async function createBrowser(desktop: Desktop): Promise<SystemBrowser> {
  const folder = await mkdtemp(join(desktop.folder, 'browser-'))
  const links = await createLinkQueue(folder)
  await makeDefaultBrowser(desktop, links.script)
  let starting: Promise<BrowserContext> | undefined
  let context: BrowserContext | undefined
  return {
    env: { BROWSER: links.script },
    nextUrl: links.next,
    pages: () => context?.pages() ?? [],
    async forgetVisitor() {
      await context?.clearCookies()
    },
    async open(url) {
      starting ??= startChromium(desktop, join(folder, 'profile'))
      context = await starting
      const page = await context.newPage()
      await page.goto(url)
      return page
    },
    async close() {
      links.stop()
      await (await starting)?.close()
    },
  }
}

function startChromium({ env }: Desktop, profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: browserPath(),
    headless: true,
    env,
    viewport: { width: 1000, height: 800 },
    args: [
      ...sandboxSwitch(),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-component-update',
    ],
  })
}

function browserPath(): string {
  const path = findBrowser()
  if (path === undefined) throw new Error('No Chromium is installed: run `npm run setup` first.')
  return path
}

/** `xdg-open` asks for the desktop's default application first, and only then looks at `$BROWSER`. */
async function makeDefaultBrowser({ env }: Desktop, script: string): Promise<void> {
  const applications = join(env.XDG_DATA_HOME, 'applications')
  await mkdir(applications, { recursive: true })
  await writeFile(
    join(applications, 'test-browser.desktop'),
    `[Desktop Entry]\nType=Application\nName=Test browser\nExec=${script} %u\n`,
  )
  const schemes = ['http', 'https'].map((scheme) => `x-scheme-handler/${scheme}=test-browser.desktop\n`)
  await writeFile(join(env.XDG_CONFIG_HOME, 'mimeapps.list'), `[Default Applications]\n${schemes.join('')}`)
}

/** A script for `$BROWSER` that writes each link as a line to a file, and the queue of those lines. */
async function createLinkQueue(folder: string) {
  const file = join(folder, 'links')
  const script = join(folder, 'browser')
  await writeFile(file, '')
  await writeFile(script, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${file}'\n`)
  await chmod(script, 0o755)

  let taken = 0
  let wake = () => {}
  const watcher = watch(file, () => wake())

  async function next(timeout = 10_000): Promise<string> {
    const deadline = Date.now() + timeout
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve
      })
      const link = (await readFile(file, 'utf8')).split('\n').slice(0, -1)[taken]
      if (link !== undefined) {
        taken += 1
        return link
      }
      if (Date.now() >= deadline)
        throw new Error(`The app handed no link to the browser within ${timeout} ms.`)
      const timer = setTimeout(wake, deadline - Date.now())
      await changed
      clearTimeout(timer)
    }
  }

  return { script, next, stop: () => watcher.close() }
}
