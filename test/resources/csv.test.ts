import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine } from '../../electron/resources/csv'

describe('a line of CSV', () => {
  test('quotes texts and leaves numbers, truth and nothing as they are', () => {
    expect(csvLine(['a', 1, -2.5, true, null, 'say "hi"', 'x,y', 'two\nlines'])).toBe(
      '"a",1,-2.5,true,,"say ""hi""","x,y","two\nlines"\r\n',
    )
  })

  test.each([
    ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
    ['+1+cmd|calc', `"'+1+cmd|calc"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\r'=1"`],
    ['  =1', `"'  =1"`],
    ['＝1', `"'＝1"`],
    ['-5', '"-5"'],
    ['+4.25', '"+4.25"'],
    ['a-b=c', '"a-b=c"'],
    ['x;=cmd()', `"x;'=cmd()"`],
    ['x\n=cmd()', `"x\n'=cmd()"`],
  ])('keeps %j from acting as a formula', (text, written) => {
    expect(csvLine([text])).toBe(`${written}\r\n`)
  })

  test('holds no formula wherever a spreadsheet cuts it: at commas, semicolons, tabs or line ends', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '"', "'", ',', ';', '\t', '\n', '\r', ' ', 'a', '1'),
    })
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (cells) => {
        for (const cell of cellsIn(csvLine(cells))) {
          expect(/^\s*[=+@-]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell)).toBe(false)
        }
        for (const part of csvLine(cells).split(/[;\t\r\n]/)) expect(part).not.toMatch(/^[=+@-]/)
      }),
      { numRuns: 2_000 },
    )
  })

  test('is read back as it was written, but for the marks against formulas', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ' ', 'é') }), { minLength: 1 }),
        (cells) => {
          expect(cellsIn(csvLine(cells))).toEqual(cells)
        },
      ),
    )
  })
})

/** A reader of RFC 4180. */
function cellsIn(line: string): string[] {
  return [...line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}
