import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { cx } from './cx'
import styles from './search-box.module.css'

export interface SearchBoxProps {
  readonly label: string
  readonly placeholder: string
  readonly clearLabel: string
  readonly icon: ReactNode
  readonly value: string
  readonly onChange: (value: string) => void
  /** By Enter. */
  readonly onSubmit?: () => void
  readonly autoFocus?: boolean
  readonly className?: string
}

/** A field to look for something. Escape empties it, and is nobody else's while there is something to empty. */
export function SearchBox(props: SearchBoxProps) {
  const { label, placeholder, clearLabel, icon, value, onChange, onSubmit, autoFocus, className } = props
  const field = useRef<HTMLInputElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') onSubmit?.()
    if (event.key !== 'Escape' || value === '') return
    event.preventDefault()
    event.stopPropagation()
    onChange('')
  }

  return (
    <div className={cx(styles.box, className)} data-empty={value === '' || undefined}>
      {icon}
      <input
        ref={field}
        type="search"
        className={styles.input}
        aria-label={label}
        placeholder={placeholder}
        // biome-ignore lint/a11y/noAutofocus: a dialog that begins with a search begins in its field
        autoFocus={autoFocus ?? false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className={styles.clear}
        aria-label={clearLabel}
        // The keyboard has Escape.
        tabIndex={-1}
        onClick={() => {
          onChange('')
          field.current?.focus()
        }}
      >
        <X size={14} strokeWidth={1.75} />
      </button>
    </div>
  )
}
