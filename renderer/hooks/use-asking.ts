import { useState } from 'react'

/**
 * What a screen asks just now in a dialog, and the ways to ask and to close. What answers late closes what was asked for
 * then, not what came after.
 */
export function useAsking<Question extends string | object>(): readonly [
  asking: Question | null,
  ask: (question: Question) => void,
  close: () => void,
] {
  const [asking, setAsking] = useState<Question | null>(null)
  return [asking, setAsking, () => setAsking((shown) => (shown === asking ? null : shown))]
}
