import { lengthInWords, momentOf } from '../../format'
import { useNow } from '../../hooks/use-now'
import { text } from '../../text'

const worthSaying = 60_000

/** How old a list is, once that is worth saying. `at` in ms since the epoch. */
export function ReadAgo({ at }: { readonly at: number }) {
  const age = useNow(20_000) - at
  if (age < worthSaying) return null
  return <span title={momentOf(at)}>{text.browse.readAgo(lengthInWords(age))}</span>
}
