import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/**
 * Who may import whom, a folder or a file; `(type)`: its types alone. A folder may always import itself. Files directly in
 * `electron/` and `renderer/` may import all of it.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  'electron/support': ['shared'],
  'electron/sandbox': [],
  'electron/providers': ['electron/support', 'shared'],
  'electron/activity': ['electron/support', 'shared'],
  'electron/http': ['electron/support', 'shared'],
  'electron/oauth': ['electron/support', 'shared'],
  'electron/vault': ['electron/oauth (type)', 'electron/support', 'shared'],
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
    'electron/accounts (type)',
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
  'renderer/texts': ['renderer/format', 'renderer/navigation (type)', 'shared (type)'],
  'renderer/failure-texts': ['renderer/format', 'shared (type)'],
  'renderer/hooks': [
    'renderer/app-context',
    'renderer/dialog-open',
    'renderer/kept-lists',
    'renderer/keyfob',
    'renderer/list-reader',
    'renderer/navigation (type)',
    'renderer/platform',
    'shared (type)',
  ],
  'renderer/screens': [
    'renderer/app-context',
    'renderer/commands (type)',
    'renderer/components',
    'renderer/console-draft',
    'renderer/failure-text',
    'renderer/format',
    'renderer/format-json',
    'renderer/health',
    'renderer/hooks',
    'renderer/keyfob',
    'renderer/navigation',
    'renderer/people',
    'renderer/platform',
    'renderer/store (type)',
    'renderer/text',
    'renderer/texts',
    'renderer/trace-note',
    'renderer/trace-report',
    'shared',
  ],
}

/** The only files that may know Electron (design, "Layout"). */
const mayKnowElectron = [
  'electron/main.ts',
  'electron/window.ts',
  'electron/preload.ts',
  'electron/ipc.ts',
  'electron/announce.ts',
  'electron/around-window.ts',
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
  readonly isType: boolean
}

const files = ['shared', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
)

const imports: readonly Import[] = files.flatMap((file) =>
  importsOf(readFileSync(join(root, file), 'utf8')).map(({ target, isType }) => ({
    from: file,
    to: target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target,
    isType,
  })),
)

function importsOf(source: string): readonly { readonly target: string; readonly isType: boolean }[] {
  const statements = source.matchAll(
    /(?:\b(?:import|export)\s+(type\s)?[\w\s{},*$]*\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)'([^']+)'/g,
  )
  return [...statements].map(([, type, target = '']) => ({ target, isType: type !== undefined }))
}

const isWithin = (path: string, place: string) => path === place || path.startsWith(`${place}/`)

function isForbidden({ from, to, isType }: Import): boolean {
  const folder = Object.keys(arrows).find((place) => isWithin(from, place))
  const isOurs = /^(shared|electron|renderer|test|scripts)\//.test(to)
  if (folder === undefined || !isOurs || isWithin(to, folder)) return false
  return !arrows[folder]?.some((arrow) => {
    const [place = '', only] = arrow.split(' ')
    return isWithin(to, place) && (isType || only === undefined)
  })
}

describe('the arrows of the design', () => {
  test('hold in every file', () => {
    expect(imports.length).toBeGreaterThan(2_000)
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

  test('classes are errors, but for the one that the library of the updates wants', () => {
    const withClasses = files.filter((file) => /\bclass\s/.test(codeOf(file)))
    const others = withClasses.filter((file) => /\bclass\s+(?!\w+ extends Error\b)/.test(codeOf(file)))
    expect(withClasses).toContain('shared/failure.ts')
    expect(others).toEqual(['electron/update/installer.ts'])
  })

  test('a stray import would be found', () => {
    const stray = (from: string, to: string, isType = false) => isForbidden({ from, to, isType })
    expect(stray('electron/oauth/refresh.ts', 'electron/providers/catalogue', true)).toBe(true)
    expect(stray('electron/sandbox/server.ts', 'shared/failure')).toBe(true)
    expect(stray('electron/resources/ask.ts', 'electron/accounts/registry')).toBe(true)
    expect(stray('electron/resources/ask.ts', 'electron/accounts/registry', true)).toBe(false)
    expect(stray('renderer/screens/browse/facts.ts', 'renderer/store')).toBe(true)
    expect(stray('renderer/screens/browse/facts.ts', 'renderer/app', true)).toBe(true)
    expect(stray('renderer/texts/health.ts', 'renderer/text')).toBe(true)
  })

  test('every way to import is seen, and a type told from a value', () => {
    const source = `import type { A } from './a'
      import { type B,
        b } from './b'
      import './c.css'
      export type { D } from './d'
      export * from './e'
      export type F = { a: string }
      const g = await import('./g')`
    expect(importsOf(source).map(({ target, isType }) => `${target}${isType ? ' (type)' : ''}`)).toEqual([
      './a (type)',
      './b',
      './c.css',
      './d (type)',
      './e',
      './g',
    ])
  })
})

/** Without its comments, which speak of classes of their own. */
function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
}

function readers(name: string): readonly string[] {
  return [...new Set(imports.filter(({ to }) => to === name).map(({ from }) => from))].filter(
    (file) => !file.startsWith('test/'),
  )
}
