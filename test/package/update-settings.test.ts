import { expect, test } from 'vitest'
import { updateSettings } from '../../scripts/package/update-settings.mjs'

const env = { KEYFOB_UPDATES: '{ "url": "https://updates.example/", "keys": ["MCow"] }' }
const told = { 'publish.provider': 'generic', 'publish.url': 'https://updates.example/' }

test('versions are described for copies that replace themselves', () => {
  expect(updateSettings(['AppImage'], env)).toEqual(told)
  expect(updateSettings(['nsis', 'portable'], env)).toEqual(told)
  expect(updateSettings(['dmg', 'zip'], env)).toEqual(told)
})

test('packages of a package manager look nowhere by themselves', () => {
  for (const target of ['dir', 'deb', 'rpm', 'tar.gz']) expect(updateSettings([target], env)).toEqual({})
})

test('a build that knows of no updates describes none', () => {
  expect(updateSettings(['AppImage'], {})).toEqual({})
  expect(updateSettings(['nsis'], { KEYFOB_UPDATES: '' })).toEqual({})
})
