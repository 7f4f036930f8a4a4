import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { type LaunchOptions, launchApp, type RunningApp } from './app'
import { type Desktop, startDesktop } from './desktop'
import { createBrowser, type SystemBrowser } from './system-browser'

export interface DesktopOfFile {
  readonly desktop: Desktop
  readonly browser: SystemBrowser
  /** Starts the app with `browser` as its system browser. It is ended after the last test of the file at the latest. */
  launch(options?: LaunchOptions): Promise<RunningApp>
}

/** Desktop tests drive a real window over X11 and a gnome-keyring: elsewhere than on Linux they are skipped. */
export const describeOnLinux = describe.skipIf(process.platform !== 'linux')

/**
 * One desktop with a browser for all tests of a `describe`; call it at its top. Start one app in a `beforeAll` and
 * share it between tests where they allow it. When a test fails, pictures of the open windows are kept in `out/failed/`.
 */
export function useDesktop(): DesktopOfFile {
  let desktop: Desktop | undefined
  let browser: SystemBrowser | undefined
  const apps: RunningApp[] = []

  beforeAll(async () => {
    desktop = await startDesktop()
    browser = await createBrowser(desktop)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, apps, browser)
  })
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.kill()))
    await browser?.close()
    await desktop?.stop()
  })

  return {
    get desktop() {
      return existing(desktop)
    },
    get browser() {
      return existing(browser)
    },
    async launch(options = {}) {
      const env = { ...existing(browser).env, ...options.env }
      const app = await launchApp(existing(desktop), { ...options, env })
      apps.push(app)
      return app
    },
  }
}

function existing<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('The desktop is there only while the tests of its describe run.')
  return thing
}

async function keepPictures(
  title: string,
  apps: readonly RunningApp[],
  browser?: SystemBrowser,
): Promise<void> {
  const folder = join(import.meta.dirname, '..', '..', '..', 'out', 'failed')
  await mkdir(folder, { recursive: true })
  const pages = [...apps.flatMap((app) => app.electronApp.windows()), ...(browser?.pages() ?? [])]
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  await Promise.allSettled(
    pages.map((page, index) =>
      page.screenshot({ path: join(folder, `${name}-${index + 1}.png`), timeout: 3000 }),
    ),
  )
}
