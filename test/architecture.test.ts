import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Who may import whom; a folder may always import itself. Files directly in `electron/` may import all of it. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  'electron/support': ['shared'],
  'electron/sandbox': [],
  'electron/providers': ['electron/support', 'shared'],
  'electron/activity': ['electron/support', 'shared'],
  'electron/http': ['electron/support', 'shared'],
  'electron/oauth': ['electron/support', 'shared'],
  'electron/vault': ['electron/oauth', 'electron/support', 'shared'],
  'electron/accounts': [
    'electron/providers',
    'electron/oauth',
    'electron/http',
    'electron/vault',
    'electron/activity',
    'electron/support',
    'shared',
  ],
  'electron/resources': [
    'electron/accounts',
    'electron/providers',
    'electron/http',
    'electron/support',
    'shared',
  ],
  'electron/doctor': [
    'electron/accounts',
    'electron/providers',
    'electron/http',
    'electron/vault',
    'electron/support',
    'shared',
  ],
  'electron/network': ['electron/support', 'shared'],
  'electron/removal': [
    'electron/accounts',
    'electron/providers',
    'electron/vault',
    'electron/support',
    'shared',
  ],
  'electron/update': ['electron/activity', 'electron/http', 'electron/support', 'shared'],
  'renderer/styles': [],
  'renderer/components': ['renderer/styles'],
}

/** The only files that may know Electron (design, "Layout"). */
const mayKnowElectron = [
  'electron/main.ts',
  'electron/window.ts',
  'electron/preload.ts',
  'electron/ipc.ts',
  'electron/announce.ts',
  'electron/around-window.ts',
  'electron/awake.ts',
  'electron/computer.ts',
  'electron/dialogs.ts',
  'electron/quit.ts',
  'electron/relaunch.ts',
  'electron/system-keychain.ts',
  'electron/this-build.ts',
  'electron/menu-template.ts',
  'electron/network-session.ts',
  'electron/open-externally.ts',
  'electron/tray.ts',
  'electron/window-memory.ts',
  'electron/wishes.ts',
  'electron/utility-process.ts',
]

interface Import {
  readonly from: string
  readonly to: string
}

const files = ['shared', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
)

const imports: readonly Import[] = files.flatMap((file) =>
  importsOf(readFileSync(join(root, file), 'utf8')).map((target) => ({
    from: file,
    to: target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target,
  })),
)

function importsOf(source: string): readonly string[] {
  return [...source.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)'([^']+)'/g)].map(
    ([, target]) => target ?? '',
  )
}

function folderOf(path: string): string {
  return Object.keys(arrows).find((folder) => path.startsWith(`${folder}/`)) ?? dirname(path)
}

function isForbidden({ from, to }: Import): boolean {
  const allowed = arrows[folderOf(from)]
  const isOurs = /^(shared|electron|renderer|test|scripts)\//.test(to)
  if (!allowed || !isOurs) return false
  return folderOf(to) !== folderOf(from) && !allowed.includes(folderOf(to))
}

describe('the arrows of the design', () => {
  test('hold in every file', () => {
    expect(imports.length).toBeGreaterThan(200)
    expect(imports.filter(isForbidden)).toEqual([])
  })

  test('shared imports nothing but zod', () => {
    const foreign = imports.filter(({ from, to }) => from.startsWith('shared/') && !to.startsWith('shared/'))
    expect([...new Set(foreign.map(({ to }) => to))]).toEqual(['zod'])
  })

  test('only the edge knows Electron, and main bundles load it nowhere else', () => {
    const knowing = imports.filter(({ to }) => to === 'electron').map(({ from }) => from)
    expect([...new Set(knowing)].filter((file) => !mayKnowElectron.includes(file))).toEqual([])
  })

  test('the window and main know each other by shared alone', () => {
    const across = imports.filter(
      ({ from, to }) =>
        (from.startsWith('renderer/') && (to.startsWith('electron') || to.startsWith('node:'))) ||
        (from.startsWith('electron/') && to.startsWith('renderer/')),
    )
    expect(across).toEqual([])
  })

  test('the protocol library is spoken to in oauth alone', () => {
    const speakers = readers('openid-client').filter((file) => !file.startsWith('electron/oauth/'))
    // The type of a server's metadata is data, not protocol.
    expect(speakers).toEqual(['electron/accounts/grounds.ts'])
    expect(readFileSync(join(root, 'electron/accounts/grounds.ts'), 'utf8')).toContain(
      "import type { ServerMetadata } from 'openid-client'",
    )
  })

  test('no provider is named where the work is done', () => {
    const naming = files
      .filter((file) => file.startsWith('electron/') && !file.startsWith('electron/providers/'))
      .filter((file) => /provider(\.id|Id)\s*[!=]==?\s*'/.test(readFileSync(join(root, file), 'utf8')))
    expect(naming).toEqual([])
  })

  test('a stray import would be found', () => {
    expect(isForbidden({ from: 'electron/oauth/refresh.ts', to: 'electron/providers/catalogue' })).toBe(true)
    expect(isForbidden({ from: 'electron/sandbox/server.ts', to: 'shared/failure' })).toBe(true)
    expect(importsOf("const x = await import('electron')\nimport { a } from './b'")).toEqual([
      'electron',
      './b',
    ])
  })
})

function readers(name: string): readonly string[] {
  return [...new Set(imports.filter(({ to }) => to === name).map(({ from }) => from))].filter(
    (file) => !file.startsWith('test/'),
  )
}
