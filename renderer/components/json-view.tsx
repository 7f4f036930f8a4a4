import { type ReactNode, useState } from 'react'
import { Button } from './button'
import styles from './json-view.module.css'

export interface JsonViewProps {
  /** JSON text, indented as it is to be shown. */
  readonly json: string
  readonly label: string
  readonly moreLabel: (lines: number) => string
  /** Takes the height there is, without a frame of its own. */
  readonly fills?: boolean
  /** It is text after all: nothing in it is coloured, and long lines are broken. */
  readonly plain?: boolean
}

const shortened = 400

/** JSON to read: names, texts and the rest in their own colours, as text and never as markup. */
export function JsonView({ json, label, moreLabel, fills = false, plain = false }: JsonViewProps) {
  const [whole, setWhole] = useState(false)
  const lines = json.split('\n')
  const isLong = lines.length > shortened && !whole
  const shown = isLong ? lines.slice(0, shortened).join('\n') : json
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={fills ? styles.whole : styles.frame} tabIndex={0} aria-label={label}>
        <pre className={styles.json} data-plain={plain || undefined}>
          {plain ? shown : paint(shown)}
        </pre>
      </section>
      {isLong && <Button onPress={() => setWhole(true)}>{moreLabel(lines.length)}</Button>}
    </>
  )
}

/** A text is taken in long runs: letter by letter, a long one is more than the pattern’s stack holds. */
const token = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?/g

function paint(json: string): ReactNode[] {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of json.matchAll(token)) {
    const [all, quoted = '', colon = ''] = match
    parts.push(json.slice(end, match.index))
    parts.push(
      <span key={match.index} className={colon ? styles.name : styles.text}>
        {quoted}
      </span>,
      colon,
    )
    end = match.index + all.length
  }
  parts.push(json.slice(end))
  return parts
}
