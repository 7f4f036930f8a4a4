import { expect, test } from 'vitest'
import { keepNetworkHere } from '../electron/network-process'

/** A command line, by its switches; Chromium keeps the last value of each. */
function lineOf(switches: Record<string, string>) {
  return {
    getSwitchValue: (name: string) => switches[name] ?? '',
    appendSwitch(name: string, value = '') {
      switches[name] = value
    },
  }
}

test('what a person has Chromium do stays asked for', () => {
  const switches = { 'enable-features': 'UseOzonePlatform,WaylandWindowDecorations' }
  keepNetworkHere('linux', lineOf(switches))
  expect(switches).toEqual({
    'enable-features': 'UseOzonePlatform,WaylandWindowDecorations,NetworkServiceInProcess2',
  })
})

test.each(['darwin', 'win32'] as const)('where its process has a sandbox it stays there: %s', (platform) => {
  const switches = {}
  keepNetworkHere(platform, lineOf(switches))
  expect(switches).toEqual({})
})
