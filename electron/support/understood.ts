import type { z } from 'zod'

export interface Understood<Item> {
  readonly known: readonly Item[]
  /** Whether that is all there was: what a newer Keyfob wrote may hold more, which must not be written over. */
  readonly isWhole: boolean
}

/** The members of a list that can be understood; another thing than a list holds none. */
export function understood<Item>(value: unknown, schema: z.ZodType<Item>): Understood<Item> {
  if (!Array.isArray(value)) return { known: [], isWhole: false }
  const known = value.map((each) => schema.safeParse(each)).flatMap(({ data }) => data ?? [])
  return { known, isWhole: known.length === value.length }
}
