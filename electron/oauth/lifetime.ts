/** Seconds. What is said to last longer is no forecast. */
const tenYears = 10 * 365 * 24 * 60 * 60

/**
 * When something ends that lives for so many seconds from `start` (ms since the epoch), in whole ms; undefined where nothing
 * is said, or nothing that can be meant.
 */
export function endOf(life: unknown, start: number): number | undefined {
  if (typeof life !== 'number' || !(life >= 0 && life <= tenYears)) return undefined
  return start + Math.floor(life * 1000)
}
