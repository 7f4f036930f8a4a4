import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findElectron } from '../../scripts/setup/find-electron.mjs'
import { debs, versionOf } from './harness/debs'
import { type UnpackedDeb, unpackDeb } from './harness/unpacked-deb'

const home = 'opt/Keyfob'
const projectRoot = join(import.meta.dirname, '..', '..')

/** All that may lie beside Electron's own files. */
const ours = [
  /^resources\/app\.asar$/,
  /^resources\/app\.asar\.unpacked\/node_modules\/keytar\/build\/Release\/keytar\.node$/,
  /^resources\/apparmor-profile$/,
  /^resources\/keyfob\.cdx\.json$/,
  // What electron-updater asks for in a package that is updated by itself.
  /^resources\/(app-update\.yml|package-type)$/,
  /^LICENSE\.electron\.txt$/,
  /^keyfob$/,
]

describe('what is in the package', () => {
  let unpacked: UnpackedDeb
  let inHome: readonly string[]
  let inArchive: readonly string[]
  const archive = () => join(unpacked.root, home, 'resources', 'app.asar')

  beforeAll(async () => {
    unpacked = await unpackDeb(debs.current)
    inHome = unpacked.files
      .filter((file) => file.startsWith(`${home}/`))
      .map((file) => file.slice(home.length + 1))
    inArchive = listPackage(archive(), { isPack: false }).map((file) => file.slice(1))
  })
  afterAll(() => unpacked.remove())

  test('on the system: the program, its menu entry, icons, description and licences, and nothing else', () => {
    const elsewhere = unpacked.files.filter((file) => !file.startsWith(`${home}/`))
    const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512].map(
      (size) => `usr/share/icons/hicolor/${size}x${size}/apps/keyfob.png`,
    )

    expect(elsewhere).toEqual(
      [
        ...sizes,
        'usr/share/applications/keyfob.desktop',
        'usr/share/doc/keyfob/copyright',
        'usr/share/icons/hicolor/scalable/apps/keyfob.svg',
        'usr/share/metainfo/app.keyfob.desktop.metainfo.xml',
      ].sort(),
    )
  })

  test('each icon has the size of its folder', () => {
    for (const file of unpacked.files.filter((each) => each.endsWith('.png'))) {
      const picture = readFileSync(join(unpacked.root, file))
      expect(file).toContain(`/${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}/`)
    }
  })

  test('beside Electron’s own files: the app, keytar’s binary, the bill of materials, and nothing else', () => {
    const electron = new Set(electronFiles())
    const others = inHome.filter((file) => !electron.has(file))

    expect(electron.size).toBeGreaterThan(15)
    expect(others.filter((file) => !ours.some((pattern) => pattern.test(file)))).toEqual([])
    expect(others.length).toBeGreaterThanOrEqual(ours.length - 2)
  })

  test('of Electron: no app of its own, and no language that Keyfob does not speak', () => {
    expect(inHome.filter((file) => /default_app|^version$/.test(file))).toEqual([])
    expect(inHome.filter((file) => file.startsWith('locales/')).sort()).toEqual([
      'locales/en-GB.pak',
      'locales/en-US.pak',
    ])
  })

  test('in the archive: the build, the window’s icon, and of all packages keytar alone', () => {
    const files = inArchive.filter((file) => /\.\w+$/.test(file))
    const built = readdirSync(join(projectRoot, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
      .filter((file) => !file.startsWith('dist/.'))

    expect(files.toSorted()).toEqual(
      [
        ...built,
        'build/icon-256.png',
        'node_modules/keytar/build/Release/keytar.node',
        'node_modules/keytar/lib/keytar.js',
        'node_modules/keytar/package.json',
        'package.json',
      ].sort(),
    )
  })

  test('no sources, no tests, no path of the computer that built it', () => {
    const text = inArchive
      .filter((file) => /\.(c?m?js|css|html|json)$/.test(file))
      .map((file) => extractFile(archive(), file).toString('utf8'))

    expect(inArchive.filter((file) => /\.(map|tsx?|test\.\w+)$/.test(file))).toEqual([])
    for (const each of text) {
      expect(each).not.toContain('sourceMappingURL=data:')
      expect(each).not.toContain(projectRoot)
    }
    expect(JSON.parse(extractFile(archive(), 'package.json').toString())).not.toHaveProperty(
      'devDependencies',
    )
  })

  test('is for everybody to read and for nobody but root to write', () => {
    const writable = unpacked.files.filter((file) => {
      const stat = lstatSync(join(unpacked.root, file))
      return !stat.isSymbolicLink() && ((stat.mode & 0o022) !== 0 || (stat.mode & 0o044) !== 0o044)
    })
    const links = unpacked.files.filter((file) => lstatSync(join(unpacked.root, file)).isSymbolicLink())

    expect(writable).toEqual([])
    expect(links.map((file) => readlinkSync(join(unpacked.root, file)))).toEqual([])
  })

  test('the archive says its version', () => {
    expect(JSON.parse(extractFile(archive(), 'package.json').toString()).version).toBe(
      versionOf(debs.current),
    )
  })
})

/** What the Electron that was packed consists of. */
function electronFiles(): readonly string[] {
  const electron = findElectron()
  if (!electron) throw new Error('Electron is not installed yet: run `npm run setup` first.')
  return readdirSync(electron.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(electron.folder.length + 1))
}
