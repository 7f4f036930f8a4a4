import { describe, expect, test } from 'vitest'
import { findBrowser } from '../../electron/doctor/find-browser'
import { openSystemSettings } from '../../electron/doctor/system-settings'

const silent = () => Promise.reject(new Error('no such program'))

describe('the default browser', () => {
  const linux = { platform: 'linux', environment: {}, run: silent, applicationFor: () => '' } as const

  test('is what the desktop says, by its short name', async () => {
    const run = async (program: string) => (program === 'xdg-settings' ? 'org.mozilla.firefox.desktop\n' : '')
    expect(await findBrowser({ ...linux, run })).toBe('firefox')
  })

  test('comes from the file associations, then from $BROWSER, where the desktop is silent', async () => {
    const run = async (program: string) => (program === 'xdg-mime' ? 'google-chrome.desktop' : '')
    expect(await findBrowser({ ...linux, run })).toBe('google-chrome')
    const environment = { BROWSER: '/usr/bin/w3m:/usr/bin/lynx' }
    expect(await findBrowser({ ...linux, environment })).toBe('w3m')
  })

  test('is undefined where there is none', async () => {
    expect(await findBrowser(linux)).toBeUndefined()
    expect(await findBrowser({ ...linux, platform: 'win32' })).toBeUndefined()
    expect(await findBrowser({ ...linux, platform: 'darwin', applicationFor: () => 'Safari' })).toBe('Safari')
  })
})

describe('the settings of the system', () => {
  test('open by an address of their own on macOS and Windows', async () => {
    const opened: string[] = []
    const open = async (address: string) => void opened.push(address)
    await openSystemSettings('clock', { platform: 'win32', open, start: silent })
    await openSystemSettings('clock', { platform: 'darwin', open, start: silent })
    expect(opened).toEqual([
      'ms-settings:dateandtime',
      'x-apple.systempreferences:com.apple.Date-Time-Settings.extension',
    ])
  })

  test('open by the first program that a Linux desktop has', async () => {
    const started: string[] = []
    const start = async (program: string) => {
      if (program !== 'systemsettings') throw new Error('ENOENT')
      started.push(program)
    }
    await openSystemSettings('network', { platform: 'linux', open: silent, start })
    expect(started).toEqual(['systemsettings'])
  })

  test('are said to be missing where there is no such program', async () => {
    const opening = openSystemSettings('browser', { platform: 'linux', open: silent, start: silent })
    await expect(opening).rejects.toMatchObject({ code: 'not_found' })
  })
})
