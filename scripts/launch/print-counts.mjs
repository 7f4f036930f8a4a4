/**
 * Prints the line that counts tests, and makes the process fail with them.
 *
 * @param {{ passed: number, failed: number, skipped: number }} counts
 */
export function printCounts({ passed, failed, skipped }) {
  if (failed > 0) process.exitCode = 1
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}
