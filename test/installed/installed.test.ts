import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startDesktop } from '../desktop/harness/desktop'
import { runToEnd } from '../desktop/harness/tied-process'
import { askForSandbox, signInAs } from '../desktop/sandbox-person'
import { apt, stateOf, systemFiles } from './harness/apt'
import { debs, versionOf } from './harness/debs'
import { readFuses } from './harness/fuses'
import { dependenciesOf, isBinary, librariesOf, packagesOf } from './harness/libraries'
import {
  hasEnded,
  type InstalledApp,
  menuCommand,
  runMenuCommand,
  startFromMenu,
  usualProfile,
} from './harness/menu-entry'
import { home, processes } from './harness/processes'
import { patient, useStage } from './harness/stage'
import { pressKeys, windowName } from './harness/window'

/** The ordinary user that every Debian has. */
const nobody = { uid: 65_534, gid: 65_534 }

/** A person's way with the package: one test goes on where the one before it ended. */
describe('Keyfob, from installing it to removing it', () => {
  const stage = useStage(nobody)
  let app: InstalledApp | undefined

  const start = async () => {
    app = await startFromMenu({ desktop: stage.desktop, owner: nobody, env: stage.browser.env })
    return app.page
  }
  /** Just after its start everything takes longest. */
  const patientBrowser = () => ({ ...stage.browser, nextUrl: () => stage.browser.nextUrl(60_000) })
  const entries = () => stage.desktop.keyring.lasting('Keyfob')
  const shownVersion = async () => {
    const page = running().page
    await page
      .getByRole('link', { name: 'Settings' })
      .or(page.getByRole('button', { name: 'Settings' }))
      .first()
      .click()
    await page.getByRole('tab', { name: 'About' }).click()
    return page.getByRole('definition').first().textContent()
  }
  function running(): InstalledApp {
    if (!app) throw new Error('the app has not been started')
    return app
  }

  test(
    'apt installs it from its file',
    async () => {
      await apt('install', debs.current)

      expect(await stateOf('keyfob')).toBe('installed')
    },
    patient,
  )

  test(
    'every library that its programs ask for comes with a package that it depends on',
    async () => {
      const dependencies = await dependenciesOf('keyfob')
      const programs = readdirSync(home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter(isBinary)
      const libraries = new Set((await Promise.all(programs.map(librariesOf))).flat())
      const ofSystem = [...libraries].filter((file) => !file.startsWith(home))
      const packages = await packagesOf(ofSystem)
      const missing = ofSystem.filter((file) => !dependencies.has(packages.get(file) ?? ''))

      expect(programs.length).toBeGreaterThan(5)
      expect(ofSystem.length).toBeGreaterThan(20)
      expect(missing).toEqual([])
    },
    patient,
  )

  test('its menu entry and its description are valid, and name what is there', async () => {
    const entry = '/usr/share/applications/keyfob.desktop'
    await runToEnd('desktop-file-validate', [entry])
    await runToEnd('appstreamcli', [
      'validate',
      '--no-net',
      '/usr/share/metainfo/app.keyfob.desktop.metainfo.xml',
    ])

    expect(menuCommand()).toEqual([`${home}/keyfob`])
    expect(statSync(`${home}/keyfob`).mode & 0o111).toBe(0o111)
    expect(readFileSync(entry, 'utf8')).toContain('\nIcon=keyfob\n')
    expect(readFileSync(entry, 'utf8')).toContain(`\nStartupWMClass=${windowName}\n`)
    expect((await runToEnd('readlink', ['--canonicalize', '/usr/bin/keyfob'])).stdout.trim()).toBe(
      `${home}/keyfob`,
    )
  })

  test('the fuses of the installed program are set', async () => {
    expect(await readFuses(`${home}/keyfob`)).toEqual({
      RunAsNode: 'off',
      EnableCookieEncryption: 'on',
      EnableNodeOptionsEnvironmentVariable: 'off',
      EnableNodeCliInspectArguments: 'off',
      EnableEmbeddedAsarIntegrityValidation: 'on',
      OnlyLoadAppFromAsar: 'on',
      LoadBrowserProcessSpecificV8Snapshot: 'off',
      GrantFileProtocolExtraPrivileges: 'off',
    })
  })

  test('the installed program is no Node, whatever its environment says', async () => {
    const env = { ...stage.desktop.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nowhere.js' }
    const { process, log } = await runMenuCommand({
      desktop: stage.desktop,
      owner: nobody,
      env,
      args: ['--version', '-p', '"ran as " + "Node"'],
    })
    await Promise.race([hasEnded(process), new Promise((resolve) => setTimeout(resolve, 3_000))])
    await process.stop()

    expect(log()).not.toContain('ran as Node')
    expect(log()).not.toContain('/nowhere.js')
  })

  test(
    'an ordinary user starts it from the menu, and Chromium’s sandbox is on',
    async () => {
      const page = await start()
      await page.getByRole('button', { name: 'Try the Sandbox Cloud' }).waitFor()
      const renderers = processes().filter(({ command }) => command.includes('--type=renderer'))

      expect(renderers.length).toBeGreaterThan(0)
      for (const { status, command } of renderers) {
        expect(status).toMatch(/^Uid:\t65534\t/m)
        // A filter of system calls is on.
        expect(status).toMatch(/^Seccomp:\t2$/m)
        expect(status).toMatch(/^NoNewPrivs:\t1$/m)
        expect(command).not.toContain('--no-sandbox')
      }
      expect(running().log()).not.toContain('without its sandbox')
    },
    patient,
  )

  test(
    'it connects an account at the sandbox, and keeps its tokens in the real keychain',
    async () => {
      const { page } = running()
      await askForSandbox(page)
      await page.getByRole('button', { name: 'Continue in browser' }).click()
      const tab = await signInAs('Ada', { browser: patientBrowser() })
      await tab.close()
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('listitem').filter({ hasText: 'Ada' }).first().waitFor()

      expect((await entries()).length).toBeGreaterThan(0)
    },
    patient,
  )

  test('About says the version that was installed', async () => {
    expect(await shownVersion()).toBe(versionOf(debs.current))
  })

  test('it has no developer tools, whatever is pressed', async () => {
    await pressKeys(stage.desktop, 'ctrl+shift+i', 'F12')
    await running().page.waitForTimeout(1_000)

    expect(await running().targets()).toEqual([expect.stringMatching(/^app:/)])
  })

  test('a second start is no second Keyfob', async () => {
    const second = await runMenuCommand({ desktop: stage.desktop, owner: nobody, env: stage.browser.env })

    expect(await hasEnded(second.process)).toBe(0)
    expect(running().process.child.exitCode).toBeNull()
    expect(running().page.context().pages()).toHaveLength(1)
  })

  test(
    'an upgrade keeps the account: the next version knows it, and its tokens work',
    async () => {
      const kept = await entries()
      expect(await running().close()).toBe(0)
      await apt('install', debs.next)
      const page = await start()
      await page.getByRole('listitem').filter({ hasText: 'Ada' }).first().waitFor()

      expect(await shownVersion()).toBe(versionOf(debs.next))
      expect(versionOf(debs.next)).not.toBe(versionOf(debs.current))
      expect(await entries()).toEqual(kept)
      expect(existsSync('/usr/bin/keyfob')).toBe(true)

      await page
        .getByRole('button', { name: 'Browse' })
        .or(page.getByRole('link', { name: 'Browse' }))
        .first()
        .click()
      await page.getByRole('row').nth(3).waitFor()
      expect(await running().close()).toBe(0)
    },
    patient,
  )

  test(
    'root is refused without --no-sandbox, and is warned with it',
    async () => {
      const ofRoot = await startDesktop()
      try {
        const refused = await runMenuCommand({ desktop: ofRoot })
        expect(await hasEnded(refused.process)).not.toBe(0)
        expect(refused.log()).toContain('--no-sandbox')

        app = await startFromMenu({ desktop: ofRoot, args: ['--no-sandbox', '--developer-tools'] })
        expect(app.log()).toContain('without its sandbox')

        // Who asks for developer tools gets them: the test above could fail. The menu comes once the window is drawn.
        const { page, targets } = app
        await page.getByRole('navigation').waitFor()
        const press = async () => {
          await pressKeys(ofRoot, 'ctrl+shift+i')
          await page.waitForTimeout(3_000)
          return targets()
        }
        await expect
          .poll(press, { timeout: 20_000, interval: 0 })
          .toContainEqual(expect.stringMatching(/^devtools:/))
      } finally {
        await app?.process.stop()
        await ofRoot.stop()
      }
    },
    patient,
  )

  test(
    'removing it leaves no file of it on the system, and all accounts with their person',
    async () => {
      const profile = readdirSync(usualProfile(stage.desktop))
      const kept = await entries()
      await apt('remove', 'keyfob')
      const added = [...(await systemFiles())].filter((file) => !stage.filesBefore.has(file))
      const ofOthers = await packagesOf(added)

      expect(added.filter((file) => !ofOthers.has(file))).toEqual([])
      expect(existsSync('/usr/bin/keyfob')).toBe(false)
      expect(await stateOf('keyfob')).not.toBe('installed')
      expect(readdirSync(usualProfile(stage.desktop))).toEqual(profile)
      expect(profile).toContain('accounts.json')
      expect(kept.length).toBeGreaterThan(0)
      expect(await entries()).toEqual(kept)

      await apt('purge', 'keyfob')
      expect(await stateOf('keyfob')).toBeUndefined()
    },
    patient,
  )
})
