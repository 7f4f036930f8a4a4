import type { Cell } from '../../shared/resource'

/** So that Excel reads the file as UTF-8. */
export const csvStart = '\uFEFF'

/** A record of RFC 4180. Every text is quoted, and none can act as a formula in a spreadsheet. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quoted(cell) : String(cell ?? ''))).join(',')}\r\n`
}

const plainNumber = /^[+-]?\d+(\.\d+)?$/
/** What a formula begins with, full-width forms included (OWASP, "CSV Injection"). */
const formulaStart = /^\s*[=+\-@\t\r\n＝＋－＠]/
/**
 * Where the system's list separator is not the comma, Excel cuts at that one and does not mind quotes inside a line: a
 * formula could begin in the middle of a text.
 */
const formulaInside = /([;|\t\r\n]\s*)(?=[=+\-@＝＋－＠])/g

function quoted(text: string): string {
  const harmless = plainNumber.test(text)
    ? text
    : (formulaStart.test(text) ? `'${text}` : text).replace(formulaInside, "$1'")
  return `"${harmless.replaceAll('"', '""')}"`
}
