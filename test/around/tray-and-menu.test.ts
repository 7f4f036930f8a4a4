import { describe, expect, test } from 'vitest'
import { type MenuWorld, menuTemplate } from '../../electron/menu-template'
import { withDot } from '../../electron/tray-icon'
import { trayView } from '../../electron/tray-menu'
import { shortcutsText } from '../../renderer/texts/shortcuts'
import type { Wish } from '../../shared/wish'
import { makeAccount, manyAccounts } from '../renderer/world/accounts'

const now = Date.now()
const labels = (view: ReturnType<typeof trayView>) =>
  view.lines.map((line) => ('label' in line ? line.label : '—'))

describe('the tray', () => {
  test('shows every account with how it is, those that need their person first', () => {
    const view = trayView(manyAccounts(now), false)
    expect(view.attention).toBe(true)
    expect(view.tooltip).toBe('Keyfob: 1 account needs you')
    expect(labels(view)[0]).toBe('Acme (work): needs reconnecting')
    expect(labels(view)).toContain('acme-octavia: cannot be reached')
    expect(labels(view)).toContain('Acme production: working')
    expect(labels(view).slice(-5)).toEqual(['Connect an account…', 'Lock', 'Show Keyfob', '—', 'Quit'])
  })

  test('is calm when all is well, and says so when there is nothing', () => {
    const view = trayView([makeAccount('a', now)], false)
    expect([view.attention, view.tooltip]).toEqual([false, 'Keyfob: 1 account, all working'])
    expect(labels(trayView([], false))[0]).toBe('No accounts yet')
  })

  test('knows of no account while Keyfob is locked, not even that one needs its person', () => {
    const view = trayView(manyAccounts(now), true)
    expect(view).toMatchObject({ attention: false, tooltip: 'Keyfob is locked' })
    expect(labels(view)).toEqual(['Keyfob is locked', '—', 'Show Keyfob', '—', 'Quit'])
  })

  test('keeps labels of others to one short line, without letters that are shortcuts', () => {
    const label = `Tom & Jerry\n\u202egnp.${'x'.repeat(200)}`
    const [line] = labels(trayView([makeAccount('a', now, { label })], false))
    expect(line).toMatch(/^Tom && Jerry gnp\.x+…: working$/)
    expect(line?.length).toBeLessThan(80)
    const [joined] = labels(trayView([makeAccount('a', now, { label: '👩‍💻 work' })], false))
    expect(joined).toBe('👩‍💻 work: working')
  })

  test('names a dozen accounts and counts the rest', () => {
    const accounts = Array.from({ length: 30 }, (_, index) => makeAccount(`a${index}`, now))
    expect(labels(trayView(accounts, false))[12]).toBe('and 18 more…')
  })

  test('has a dot in the lower right corner of its icon when somebody is needed', () => {
    const size = 32
    const dotted = withDot(Buffer.alloc(size * size * 4), size)
    const pixel = (x: number, y: number) => dotted.readUInt32BE((y * size + x) * 4)
    expect(pixel(24, 24)).toBe(0x2b30b3ff)
    expect(pixel(4, 4)).toBe(0)
  })
})

describe('the menu', () => {
  function build(difference: Partial<MenuWorld> = {}) {
    const wishes: Wish[] = []
    const template = menuTemplate({
      platform: 'linux',
      hasDeveloperTools: false,
      isLocked: false,
      wish: (wish) => wishes.push(wish),
      lock: () => undefined,
      zoom: () => undefined,
      ...difference,
    })
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    return { wishes, items }
  }

  test.each(['linux', 'win32', 'darwin'] as const)('has each shortcut once on %s', (platform) => {
    const keys = build({ platform }).items.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of ['N', 'K', 'L', 'R', '1', '2', '3', '4']) expect(keys).toContain(`CmdOrCtrl+${key}`)
    expect(keys).toContain(platform === 'darwin' ? 'Cmd+,' : 'Ctrl+,')
  })

  test.each(['linux', 'darwin'] as const)(
    'has no shortcut on %s that the list of shortcuts leaves out',
    (platform) => {
      const listed = new Set(shortcutsText.groups.flatMap(({ lines }) => lines.flatMap(({ keys }) => keys)))
      const shown = build({ platform }).items.filter(
        ({ accelerator, visible }) => accelerator && visible !== false,
      )
      const words = shown.map(({ accelerator = '' }) =>
        String(accelerator)
          .replace(/^(Alt\+Left|Cmd\+\[)$/, 'Back')
          .replace(/^(Alt\+Right|Cmd\+\])$/, 'Forward')
          .replace(/^(CmdOrCtrl|Ctrl|Cmd)\+/, 'Mod+')
          .replace('Plus', '+'),
      )
      expect(words.length).toBeGreaterThan(12)
      expect(words.filter((key) => !listed.has(key as never))).toEqual([])
    },
  )

  test('asks the window for what its items say', () => {
    const { items, wishes } = build()
    for (const { click } of items) Reflect.apply(click ?? (() => undefined), undefined, [])
    expect(wishes).toContainEqual({ kind: 'connect' })
    expect(wishes).toContainEqual({ kind: 'search' })
    expect(wishes).toContainEqual({ kind: 'go', to: 'doctor' })
  })

  test('asks for nothing of any account while Keyfob is locked; it can still be closed and quit', () => {
    const { items } = build({ isLocked: true })
    const usable = items.filter(({ enabled, type }) => enabled !== false && type !== 'separator')
    expect(usable.map(({ label }) => label)).toEqual([
      'Close Window',
      'Quit Keyfob',
      'Larger',
      'Larger',
      'Smaller',
      'Usual Size',
      'Full Screen',
    ])
  })

  test('has developer tools only where there are any', () => {
    const roles = (hasDeveloperTools: boolean) => build({ hasDeveloperTools }).items.map(({ role }) => role)
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(false)).not.toContain('reload')
    expect(roles(true)).toContain('toggleDevTools')
  })
})
