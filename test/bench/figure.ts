import type { Stage } from './stage'
import { pairRatios, type Summary, summarise } from './statistics'

export type Unit = 'ms' | 'µs' | 'MB' | '%' | 'count'

/** One line of the table. `value` is what is compared with `goal`: it should be at most that. */
export interface Figure {
  readonly name: string
  readonly value: number
  /** Absent: the line is there to judge the others by. */
  readonly goal?: number
  readonly unit: Unit | 'ratio'
  /** Of the single measurements behind `value`, in the same unit. */
  readonly median: number
  readonly min: number
  readonly max: number
  readonly n: number
  /** What a ratio is made of. */
  readonly ours?: Summary & { readonly unit: Unit }
  readonly floor?: Summary & { readonly unit: Unit }
}

/** Something that is measured in one go and gives one or more figures. */
export interface Measurement {
  readonly name: string
  /** Pairs (ours, floor) that tell something without taking too long. */
  readonly usualPairs: number
  measure(pairs: number, stage: Stage): Promise<readonly Figure[]>
}

/** Ours over the floor: the ratio of the two medians. */
export function ratioFigure(
  about: { readonly name: string; readonly goal?: number; readonly unit: Unit },
  ours: readonly number[],
  floor: readonly number[],
): Figure {
  const { unit, ...named } = about
  const [our, below] = [summarise(ours), summarise(floor)]
  return {
    ...named,
    ...summarise(pairRatios(ours, floor)),
    value: our.median / below.median,
    unit: 'ratio',
    ours: { ...our, unit },
    floor: { ...below, unit },
  }
}

/** The median as it is, or with `worst` the highest of all. */
export function plainFigure(
  about: { readonly name: string; readonly goal?: number; readonly unit: Unit; readonly worst?: boolean },
  values: readonly number[],
): Figure {
  const { worst, ...named } = about
  const summary = summarise(values)
  return { ...named, ...summary, value: worst ? summary.max : summary.median }
}
