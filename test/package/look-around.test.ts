import { describe, expect, test } from 'vitest'
import { settingsFor } from '../../scripts/package/look-around.mjs'
import type { PackagingWorld } from '../../scripts/package/plan-targets.mjs'

const electron = { folder: '/cache/electron', version: '45.4.1' }
const connected: PackagingWorld = {
  platform: 'linux',
  arch: 'x64',
  reachesTools: true,
  electron: 'official',
  has: () => true,
  env: {},
}

describe('what electron-builder is told', () => {
  test('is nothing where all can be downloaded', () => {
    expect(settingsFor(connected, electron)).toEqual({ settings: {}, env: {} })
  })

  test('is which Electron to pack, when it is not the one that would be downloaded', () => {
    expect(settingsFor({ ...connected, electron: 'fallback' }, electron).settings).toEqual({
      electronDist: '/cache/electron',
      electronVersion: '45.4.1',
    })
  })

  test('is which tools to use, when its own cannot be downloaded', () => {
    const { settings, env } = settingsFor({ ...connected, reachesTools: false }, electron)

    expect(env.CUSTOM_FPM_PATH).toMatch(/scripts\/package\/fpm\/fpm\.mjs$/)
    expect(env).toHaveProperty('ELECTRON_BUILDER_7ZIP_PATH')
    expect(settings.electronDist).toBe('/cache/electron')
  })

  test('is to sign for this Mac alone when there is no certificate, since the hardened runtime wants one', () => {
    const mac = { ...connected, platform: 'darwin', arch: 'arm64' }

    expect(settingsFor(mac, electron).settings).toEqual({
      'mac.identity': '-',
      'mac.hardenedRuntime': 'false',
    })
    expect(settingsFor({ ...mac, env: { CSC_LINK: 'file.p12' } }, electron).settings).toEqual({})
    expect(settingsFor({ ...mac, env: { CSC_NAME: 'Developer ID' } }, electron).settings).toEqual({})
  })
})
