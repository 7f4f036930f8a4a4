import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createNotifier } from '../../electron/support/notifier'
import { checkByItself } from '../../electron/update/check-by-itself'
import { descriptionName } from '../../electron/update/feed'
import { fileFor, readOffer } from '../../electron/update/offer'
import { replaceImage } from '../../electron/update/replace-image'
import { updateSource } from '../../electron/update/source'
import { findInstallation, type InstallationWorld } from '../../electron/update/update-way'
import { compareVersions, isVersion } from '../../electron/update/version'
import { type Settings, settings } from '../../shared/settings'
import type { UpdateStatus } from '../../shared/update'
import { makers } from './rig'

describe('versions', () => {
  test('are in the order of Semantic Versioning', () => {
    const inOrder = [
      '0.1.0-alpha',
      '0.1.0-alpha.1',
      '0.1.0-alpha.beta',
      '0.1.0-beta',
      '0.1.0-beta.2',
      '0.1.0-beta.11',
      '0.1.0-rc.1',
      '0.1.0',
      '0.1.1',
      '0.2.0',
      '0.10.0',
      '1.0.0',
      '10.0.0',
    ]
    for (const [place, one] of inOrder.entries()) {
      for (const [other, text] of inOrder.entries())
        expect([one, text, Math.sign(compareVersions(one, text))]).toEqual([
          one,
          text,
          Math.sign(place - other),
        ])
    }
  })

  test.each(['', '1', '1.2', 'v1.2.3', '1.2.3.4', '01.2.3', '1.2.3-', '1.2.3 ', '1.2.3\n', '9999999999.0.0'])(
    '%j is none',
    (text) => expect(isVersion(text)).toBe(false),
  )
})

describe('where updates come from', () => {
  const built = (more: object = {}) =>
    JSON.stringify({ url: 'https://updates.keyfob.example/stable', keys: [makers.text], ...more })
  const free = { updates: true }

  test('is made into the build, and a policy may name another address, with the same keys', () => {
    expect(updateSource(built(), free, false)).toMatchObject({
      url: new URL('https://updates.keyfob.example/stable/'),
      page: 'https://updates.keyfob.example/stable/',
    })
    const mirror = { updates: true, updateUrl: 'https://mirror.acme.example/keyfob' }
    const found = updateSource(built(), mirror, false)
    expect(found).toMatchObject({ url: new URL('https://mirror.acme.example/keyfob/') })
    expect(typeof found === 'object' && found.keys).toHaveLength(1)
  })

  test.each([
    ['no_address', '', free],
    ['no_address', JSON.stringify({ keys: [makers.text] }), free],
    ['no_address', built({ url: 'http://updates.keyfob.example/' }), free],
    ['no_address', built({ url: 'http://127.0.0.1:1/' }), free],
    ['no_address', built({ url: 'https://me:word@updates.keyfob.example/' }), free],
    ['no_address', 'not JSON', free],
    ['no_key', built({ keys: [] }), free],
    ['no_key', built({ keys: [makers.text, 'AAAA'] }), free],
    ['no_key', '', { updates: true, updateUrl: 'https://mirror.acme.example/' }],
    ['policy', built(), { updates: false }],
  ] as const)('%s: nobody is asked with %s', (hindrance, text, policy) => {
    const silent = vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => silent.mockRestore())
    expect(updateSource(text, policy, false)).toBe(hindrance)
  })

  test('has a description for each system', () => {
    expect(descriptionName('linux', 'x64')).toBe('latest-linux.yml')
    expect(descriptionName('linux', 'arm64')).toBe('latest-linux-arm64.yml')
    expect(descriptionName('darwin', 'arm64')).toBe('latest-mac.yml')
    expect(descriptionName('win32', 'x64')).toBe('latest.yml')
  })
})

describe('the file of a version', () => {
  const from = new URL('https://updates.keyfob.example/latest.yml')
  const offer = (...names: string[]) =>
    readOffer(
      { version: '1.0.0', files: names.map((url) => ({ url, sha512: `${'A'.repeat(86)}==`, size: 1 })) },
      from,
    )
  const chosen = (ending: string, arch: string, ...names: string[]) =>
    fileFor(offer(...names), ending, arch).url.pathname.slice(1)

  test('is the one for this kind of computer', () => {
    const images = ['Keyfob-1.0.0-arm64.AppImage', 'Keyfob-1.0.0.AppImage', 'keyfob_1.0.0_amd64.deb']
    expect(chosen('.appimage', 'x64', ...images)).toBe('Keyfob-1.0.0.AppImage')
    expect(chosen('.appimage', 'arm64', ...images)).toBe('Keyfob-1.0.0-arm64.AppImage')
    expect(chosen('.zip', 'arm64', 'Keyfob-1.0.0-universal-mac.zip', 'Keyfob.dmg')).toBe(
      'Keyfob-1.0.0-universal-mac.zip',
    )
    expect(() => chosen('.appimage', 'ia32', 'Keyfob-x86_64.AppImage')).toThrow('no file for this system')
    expect(() => chosen('.exe', 'x64', ...images)).toThrow('no file for this system')
  })

  test.each([
    'https://elsewhere.example/a.exe',
    '//elsewhere.example/a.exe',
    'file:///etc/passwd',
    'https://me@updates.keyfob.example/a',
  ])('is never elsewhere: %s', (url) => expect(() => offer(url)).toThrow('another server'))

  test('has notes that are text, of one version or several', () => {
    const file = { url: 'a', sha512: `${'A'.repeat(86)}==`, size: 1 }
    const notesOf = (releaseNotes: unknown) =>
      readOffer({ version: '1.0.0', files: [file], releaseNotes }, from).notes
    expect(notesOf('<img src=x onerror=alert(1)>\u202eline')).toBe('<img src=x onerror=alert(1)> line')
    expect(
      notesOf([
        { version: '1.0.0', note: 'two' },
        { version: '0.9.0', note: null },
      ]),
    ).toBe('1.0.0\ntwo\n\n0.9.0')
    expect(notesOf('x'.repeat(50_000))).toHaveLength(20_000)
    expect(notesOf(null)).toBeUndefined()
  })
})

describe('how a copy was installed', () => {
  const world = (difference: Partial<InstallationWorld>): InstallationWorld => ({
    platform: 'linux',
    environment: {},
    executable: '/opt/Keyfob/keyfob',
    exists: async () => false,
    isWritable: async () => true,
    run: async () => {
      throw new Error('ENOENT')
    },
    ...difference,
  })
  const owns = (owner: string) => async (program: string) => {
    if (program !== owner) throw new Error('not installed')
    return 'keyfob'
  }

  test.each<[string, Partial<InstallationWorld>]>([
    ['apt', { run: owns('dpkg-query') }],
    ['dnf', { run: owns('rpm') }],
    ['pacman', { run: owns('pacman') }],
    ['Snap', { environment: { SNAP: '/snap/keyfob/1' } }],
    ['Flatpak', { exists: async (path) => path === '/.flatpak-info' }],
    ['Homebrew', { platform: 'darwin', exists: async (path) => path === '/opt/homebrew/Caskroom/keyfob' }],
    ['Scoop', { platform: 'win32', executable: 'C:\\Users\\ada\\scoop\\apps\\keyfob\\current\\Keyfob.exe' }],
  ])('%s owns it, and brings newer versions', async (name, difference) => {
    expect(await findInstallation(world(difference))).toEqual({ way: { kind: 'package_manager', name } })
  })

  test('an AppImage, an installed Windows app and a Mac app replace themselves, where they may', async () => {
    const image = { environment: { APPIMAGE: '/home/ada/Keyfob.AppImage' }, run: owns('dpkg-query') }
    expect(await findInstallation(world(image))).toEqual({ way: { kind: 'in_place' }, inPlace: 'appimage' })
    expect(await findInstallation(world({ ...image, isWritable: async () => false }))).toEqual({
      way: { kind: 'by_hand' },
    })
    const program = 'C:\\Users\\ada\\AppData\\Local\\Programs\\Keyfob\\Keyfob.exe'
    const exists = async (path: string) =>
      path === 'C:\\Users\\ada\\AppData\\Local\\Programs\\Keyfob\\Uninstall Keyfob.exe'
    expect(await findInstallation(world({ platform: 'win32', executable: program, exists }))).toMatchObject({
      inPlace: 'nsis',
    })
    expect(await findInstallation(world({ platform: 'win32', executable: program }))).toEqual({
      way: { kind: 'by_hand' },
    })
    const bundle = '/Applications/Keyfob.app/Contents/MacOS/Keyfob'
    const isWritable = async (path: string) => path === '/Applications'
    expect(
      await findInstallation(world({ platform: 'darwin', executable: bundle, isWritable })),
    ).toMatchObject({
      inPlace: 'mac',
    })
  })

  test('what was unpacked by hand is replaced by hand', async () => {
    expect(await findInstallation(world({}))).toEqual({ way: { kind: 'by_hand' } })
  })
})

describe('a new AppImage', () => {
  test('takes the name of the old one, may be started, and leaves nothing beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyfob-image-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const image = join(folder, 'Keyfob-0.1.0.AppImage')
    await writeFile(image, 'old')
    await writeFile(join(folder, 'fresh'), 'new')
    await replaceImage(join(folder, 'fresh'), image)
    expect(await readFile(image, 'utf8')).toBe('new')
    expect((await stat(image)).mode & 0o777).toBe(0o755)
    await expect(replaceImage(join(folder, 'gone'), image)).rejects.toMatchObject({
      code: 'update_not_installed',
    })
    expect(await readFile(image, 'utf8')).toBe('new')
    expect((await readdir(folder)).toSorted()).toEqual(['Keyfob-0.1.0.AppImage', 'fresh'])
  })
})

describe('looking by itself', () => {
  test('happens only for whoever turned it on: a minute after the start, then daily, telling each version once', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    let current: Settings = settings.parse({})
    const changes = createNotifier<Settings>()
    let checks = 0
    const status = (more: Partial<UpdateStatus>): UpdateStatus => ({
      way: { kind: 'by_hand' },
      state: 'idle',
      ...more,
    })
    const found: string[] = []
    const end = checkByItself({
      settings: { get: () => current, changes },
      updates: {
        status: async () => status({}),
        async check() {
          checks += 1
          return status({
            state: 'available',
            found: { version: '0.2.0', bytes: 1, page: 'https://x.example/' },
          })
        },
      },
      onFound: (version) => found.push(version),
    })
    const day = 24 * 60 * 60_000
    await vi.advanceTimersByTimeAsync(3 * day)
    expect(checks).toBe(0)
    current = { ...current, checkForUpdates: true }
    changes.announce(current)
    await vi.advanceTimersByTimeAsync(59_000)
    expect(checks).toBe(0)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(checks).toBe(1)
    await vi.advanceTimersByTimeAsync(2 * day)
    expect(checks).toBe(3)
    expect(found).toEqual(['0.2.0'])
    current = { ...current, checkForUpdates: false }
    changes.announce(current)
    await vi.advanceTimersByTimeAsync(2 * day)
    expect(checks).toBe(3)
    end()
  })
})
