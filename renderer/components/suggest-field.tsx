/* biome-ignore-all lint/a11y/useSemanticElements: a <datalist> can be neither styled nor grouped */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the field, which names the option it is at */
/* biome-ignore-all lint/a11y/useKeyWithClickEvents: the field takes the keys */
import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { cx } from './cx'
import styles from './suggest-field.module.css'

export interface Suggestion {
  readonly value: string
  readonly note?: string
}

export interface SuggestionGroup {
  readonly title: string
  readonly entries: readonly Suggestion[]
}

export interface SuggestFieldProps {
  readonly className?: string | undefined
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Enter, where no suggestion is being chosen. */
  readonly onEnter: () => void
  readonly suggestions: readonly SuggestionGroup[]
  readonly suggestionsLabel: string
  /** Of the button that shows them all. */
  readonly showLabel: string
}

/**
 * A field for any text, with suggestions below it while it has the focus (the combobox of the ARIA practices). One of
 * react-aria would hide the rest of the window from whoever listens, the button beside it as well.
 */
export function SuggestField(props: SuggestFieldProps) {
  const { label, value, onChange, onEnter, suggestions, suggestionsLabel } = props
  const [open, setOpen] = useState<'all' | 'fitting' | false>(false)
  const [active, setActive] = useState(-1)
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const groups = open === false ? [] : fitting(suggestions, open === 'all' ? '' : value)
  const entries = groups.flatMap((group) => group.entries)
  const isOpen = entries.length > 0
  const optionId = (index: number) => `${id}-${index}`

  useEffect(() => {
    if (active >= 0)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' })
  }, [active])

  function show(which: typeof open) {
    setOpen(which)
    setActive(-1)
  }

  function choose(chosen: string) {
    onChange(chosen)
    show(false)
  }

  function move(step: 1 | -1) {
    if (!isOpen) return show(value === '' ? 'all' : 'fitting')
    const next = active + step
    setActive(next < -1 ? entries.length - 1 : next >= entries.length ? -1 : next)
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, altKey, ctrlKey, metaKey } = event
    if (altKey || ctrlKey || metaKey) return
    if (key === 'ArrowDown' || key === 'ArrowUp') move(key === 'ArrowDown' ? 1 : -1)
    else if (key === 'Escape' && isOpen) show(false)
    else if (key === 'Enter') {
      const chosen = entries[active]
      if (chosen) choose(chosen.value)
      else {
        show(false)
        onEnter()
      }
    } else return
    event.preventDefault()
  }

  let index = -1
  return (
    <div className={cx(styles.field, props.className)}>
      <div className={styles.box}>
        <input
          ref={field}
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          {...(isOpen ? { 'aria-controls': `${id}-list` } : {})}
          {...(isOpen && active >= 0 ? { 'aria-activedescendant': optionId(active) } : {})}
          className={styles.input}
          placeholder={props.placeholder}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => {
            onChange(event.target.value)
            show('fitting')
          }}
          onKeyDown={onKeyDown}
          onBlur={() => show(false)}
        />
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          aria-label={props.showLabel}
          aria-expanded={isOpen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            field.current?.focus()
            show(isOpen ? false : 'all')
          }}
        >
          <ChevronDown size={15} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      {isOpen && (
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={suggestionsLabel}
          className={styles.list}
          // A press here must not take the focus out of the field, which would close the list before the click.
          onMouseDown={(event) => event.preventDefault()}
        >
          {groups.map((group) => (
            <div key={group.title} role="group" aria-label={group.title}>
              <div className={styles.heading} aria-hidden="true">
                {group.title}
              </div>
              {group.entries.map((entry) => {
                index += 1
                return (
                  <div
                    key={entry.value}
                    id={optionId(index)}
                    role="option"
                    aria-selected={index === active}
                    aria-label={entry.note === undefined ? entry.value : `${entry.value}, ${entry.note}`}
                    className={styles.item}
                    onClick={() => choose(entry.value)}
                  >
                    <span className={styles.value}>{entry.value}</span>
                    <span className={styles.note}>{entry.note}</span>
                  </div>
                )
              })}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** Those that hold the words; none where there is nothing left to suggest. */
function fitting(groups: readonly SuggestionGroup[], words: string): readonly SuggestionGroup[] {
  const wanted = words.trim().toLowerCase()
  const found = groups.flatMap((group) => {
    const entries = group.entries.filter(({ value }) => value.toLowerCase().includes(wanted))
    return entries.length > 0 ? [{ ...group, entries }] : []
  })
  const all = found.flatMap(({ entries }) => entries)
  return all.length === 1 && all[0]?.value === words ? [] : found
}
