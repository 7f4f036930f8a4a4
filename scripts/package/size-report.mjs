/** A package may be so many times as large as one of the same kind that shows a still page. */
export const largest = 1.1

/**
 * @typedef {{ file: string, bytes: number, bareBytes?: number }} Measured
 * @param {readonly Measured[]} packages
 * @returns {{ lines: string[], tooLarge: string[] }} a table, and the files that are larger than they may be
 */
export function sizeReport(packages) {
  const rows = packages.map(({ file, bytes, bareBytes }) => [
    file,
    megabytes(bytes),
    bareBytes ? megabytes(bareBytes) : '',
    bareBytes ? (bytes / bareBytes).toFixed(3) : '',
  ])
  const table = [['package', 'MB', 'bare Electron', 'ratio'], ...rows]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  return {
    lines: table.map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column], column))
        .join('  ')
        .trimEnd(),
    ),
    tooLarge: packages
      .filter(({ bytes, bareBytes }) => bareBytes && bytes > largest * bareBytes)
      .map(({ file }) => file),
  }
}

/** Names to the left, numbers to the right. */
function pad(cell, width, column) {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width)
}

function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1)
}
