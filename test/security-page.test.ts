import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const page = readFileSync(join(root, 'SECURITY.md'), 'utf8')

/** Tests that a text names, as `[file](file): “title”`. */
function named(text: string): readonly { readonly file: string; readonly title: string }[] {
  return [...text.matchAll(/\[`(test\/[^`]+)`\]\(([^)]+)\): “([^”]+)”/g)].map(
    ([, file = '', link, title = '']) => ({
      file: link === file ? file : `${file} (leads to ${link})`,
      title,
    }),
  )
}

function isThere({ file, title }: { readonly file: string; readonly title: string }): boolean {
  return existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8').includes(`'${title}'`)
}

const rows = page.split('\n').filter((line) => /^\| (?!-|From|Invariant|Threat)/.test(line))

describe('the page about security', () => {
  test('names only tests that there are', () => {
    expect(named(page).length).toBeGreaterThan(40)
    expect(named(page).filter((each) => !isThere(each))).toEqual([])
  })

  test('names a test for every invariant and every threat', () => {
    const afterPromises = rows.filter((row) => page.indexOf(row) > page.indexOf('## Invariants'))

    expect(afterPromises.length).toBeGreaterThan(30)
    expect(afterPromises.filter((row) => named(row).length === 0)).toEqual([])
  })

  test('would be caught naming one that there is not', () => {
    expect(
      isThere({ file: 'test/security-page.test.ts', title: 'names a test of tomorrow'.toUpperCase() }),
    ).toBe(false)
    expect(isThere({ file: 'test/nowhere.test.ts', title: 'anything' })).toBe(false)
  })
})
