import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { notesOf } from '../../scripts/package/release-notes.mjs'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const { version } = JSON.parse(read('package.json'))
const changelog = [...read('CHANGELOG.md').matchAll(/^## \[(\d[^\]]*)\] - (\d{4}-\d{2}-\d{2})$/gm)]
const software = [
  ...read('build/linux/app.keyfob.desktop.metainfo.xml').matchAll(
    /<release version="([^"]+)" date="([^"]+)"\/>/g,
  ),
]

describe('a release', () => {
  test('has the version of package.json in the lock file, the changelog and what software centres show', () => {
    expect(JSON.parse(read('package-lock.json')).version).toBe(version)
    expect(changelog[0]?.[1]).toBe(version)
    expect(software[0]?.[1]).toBe(version)
  })

  test('has one date, in the changelog and in what software centres show', () => {
    expect(software.map(([, number, date]) => [number, date])).toEqual(
      changelog.map(([, number, date]) => [number, date]),
    )
  })

  test('has notes: what the changelog says about this version and no other', () => {
    const text =
      '# Changelog\n\n## [Unreleased]\n\n- soon\n\n## [1.1.0] - 2027-01-01\n\n### Fixed\n\n- it\n\n## [1.0.0]\n\n- old\n'

    expect(notesOf('1.1.0', text)).toBe('### Fixed\n\n- it')
    expect(notesOf('1.0.0', text)).toBe('- old')
    expect(() => notesOf('1.1', text)).toThrow('says nothing about 1.1')
    expect(notesOf(version, read('CHANGELOG.md'))).toContain('### ')
  })
})
