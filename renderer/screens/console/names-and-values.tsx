import { X } from 'lucide-react'
import { Input, TextField } from 'react-aria-components'
import type { NameAndValue } from '../../../shared/api-console'
import { IconButton } from '../../components/icon-button'
import { text } from '../../text'
import styles from './names-and-values.module.css'

export interface NamesAndValuesProps {
  /** "Query", "Headers". */
  readonly what: string
  readonly pairs: readonly NameAndValue[]
  readonly onChange: (pairs: readonly NameAndValue[]) => void
}

const blank: NameAndValue = ['', '']

/** Lines of a name and a value; there is always one more to write in. */
export function NamesAndValues({ what, pairs, onChange }: NamesAndValuesProps) {
  const lines = [...pairs, blank]

  function set(index: number, changed: NameAndValue) {
    const all = lines.map((line, at) => (at === index ? changed : line))
    // Empty lines at the end are the one to write in.
    while (all.length > 0 && all.at(-1)?.every((part) => part === '')) all.pop()
    onChange(all)
  }

  return (
    <ul className={styles.lines} aria-label={what}>
      {lines.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; a key of its content would lose the focus
        <li key={index} className={styles.line}>
          <TextField
            aria-label={text.console.nameOf(what, index + 1)}
            value={name}
            onChange={(changed) => set(index, [changed, value])}
          >
            <Input
              className={styles.input ?? ''}
              placeholder={text.console.name}
              spellCheck="false"
              autoComplete="off"
            />
          </TextField>
          <TextField
            aria-label={text.console.valueOf(what, index + 1)}
            value={value}
            onChange={(changed) => set(index, [name, changed])}
          >
            <Input
              className={styles.input ?? ''}
              placeholder={text.console.value}
              spellCheck="false"
              autoComplete="off"
            />
          </TextField>
          {index < pairs.length ? (
            <IconButton
              label={text.console.remove(name)}
              onPress={() => onChange(pairs.filter((_, at) => at !== index))}
            >
              <X size={14} strokeWidth={1.75} aria-hidden="true" />
            </IconButton>
          ) : (
            <span />
          )}
        </li>
      ))}
    </ul>
  )
}
