import { describe, expect, test } from 'vitest'
import { serviceName } from '../electron/profile'

describe('the keychain service of a profile', () => {
  test('the usual profile is called Keyfob', () => {
    expect(serviceName('/home/ada/.config/Keyfob', '/home/ada/.config')).toBe('Keyfob')
  })

  test('another folder has a name of its own, the same every time', () => {
    const one = serviceName('/tmp/one', '/home/ada/.config')
    expect(one).toMatch(/^Keyfob [0-9a-f]{8}$/)
    expect(serviceName('/tmp/one/', '/home/ada/.config')).toBe(one)
    expect(serviceName('/tmp/two', '/home/ada/.config')).not.toBe(one)
  })
})
