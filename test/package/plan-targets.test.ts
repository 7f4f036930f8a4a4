import { describe, expect, test } from 'vitest'
import { type PackagingWorld, planTargets } from '../../scripts/package/plan-targets.mjs'

const connected: PackagingWorld = {
  platform: 'linux',
  arch: 'x64',
  reachesTools: true,
  electron: 'official',
  has: () => true,
  env: {},
}
const alone: PackagingWorld = { ...connected, reachesTools: false, electron: 'fallback' }

function built(world: PackagingWorld, wanted?: readonly string[]) {
  return planTargets(world, wanted).build.map(({ target, arch }) => `${target} ${arch}`)
}

function whyNot(world: PackagingWorld, target: string, arch = 'x64') {
  return planTargets(world).leftOut.find((each) => each.target === target && each.arch === arch)?.why
}

describe('where everything can be downloaded', () => {
  test('Linux makes its four packages for both processors', () => {
    expect(built(connected)).toEqual([
      'AppImage x64',
      'tar.gz x64',
      'deb x64',
      'rpm x64',
      'AppImage arm64',
      'tar.gz arm64',
      'deb arm64',
      'rpm arm64',
    ])
  })

  test('macOS and Windows make theirs', () => {
    expect(built({ ...connected, platform: 'darwin', arch: 'arm64' })).toEqual([
      'dmg universal',
      'zip universal',
    ])
    expect(built({ ...connected, platform: 'win32' })).toEqual(['nsis x64', 'portable x64'])
  })

  test('a package of another system is left out, and where it is made is said', () => {
    expect(whyNot(connected, 'dmg', 'universal')).toBe('made on macOS only')
    expect(whyNot(connected, 'nsis')).toBe('made on Windows only')
  })

  test('an Electron of one’s own is for its own processor alone', () => {
    expect(built({ ...connected, electron: 'override' }, ['deb'])).toEqual(['deb x64'])
    expect(whyNot({ ...connected, electron: 'override' }, 'deb', 'arm64')).toContain('for x64 alone')
  })
})

describe('where nothing can be downloaded', () => {
  test('what the system’s own tools can make is made', () => {
    expect(built(alone)).toEqual(['tar.gz x64', 'deb x64', 'rpm x64'])
  })

  test('an AppImage is left out for its runtime, unless there is one', () => {
    expect(whyNot(alone, 'AppImage')).toContain('the runtime of AppImages')
    expect(built({ ...alone, env: { APPIMAGE_TOOLS_PATH: '/tools' } })).toContain('AppImage x64')
  })

  test.each([
    ['tar.gz', '7za'],
    ['deb', 'dpkg-deb'],
    ['rpm', 'rpmbuild'],
  ])('without its tool %s is left out, which is named, and the others are made', (target, tool) => {
    const world = { ...alone, has: (command: string) => command !== tool }

    expect(whyNot(world, target)).toContain(tool)
    expect(built(world)).toHaveLength(2)
  })

  test('macOS and Windows make nothing, and say why', () => {
    for (const platform of ['darwin', 'win32']) expect(built({ ...alone, platform })).toEqual([])
    expect(whyNot({ ...alone, platform: 'win32' }, 'nsis')).toContain('cannot download its tools')
  })
})

test('only what is wanted is made, and nothing else is called left out', () => {
  expect(built(alone, ['deb'])).toEqual(['deb x64'])
  expect(planTargets(alone, ['deb']).leftOut.map(({ arch }) => arch)).toEqual(['arm64'])
})
