export interface Summary {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly n: number
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Throws `RangeError` for nothing at all. */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('nothing was measured')
  return { median: median(values), min: Math.min(...values), max: Math.max(...values), n: values.length }
}

/** Each of ours over its neighbour: what disturbed a pair disturbed both halves of it. */
export function pairRatios(ours: readonly number[], floor: readonly number[]): readonly number[] {
  return ours.flatMap((value, index) => {
    const below = floor[index]
    return below === undefined ? [] : [value / below]
  })
}
