import type { ApiAddress, ConsoleEntry } from '../../../shared/api-console'
import { SuggestField } from '../../components/suggest-field'
import { text } from '../../text'
import styles from './address-field.module.css'

export interface AddressFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSend: () => void
  readonly addresses: readonly ApiAddress[]
  /** Newest first. */
  readonly asked: readonly ConsoleEntry[]
  readonly origins: readonly string[]
}

const mostAsked = 8

/** The address, with suggestions to begin from. Enter sends, unless a suggestion is being chosen. */
export function AddressField({ value, onChange, onSend, addresses, asked, origins }: AddressFieldProps) {
  const lists = [...new Map(addresses.map((one) => [one.address, one])).values()]
  const known = new Set(lists.map(({ address }) => address))
  const before = [...new Set(asked.map(({ request }) => request.address))]
    .filter((address) => !known.has(address))
    .slice(0, mostAsked)
  return (
    <SuggestField
      className={styles.field}
      label={text.console.address}
      placeholder={text.console.addressPlaceholder}
      suggestionsLabel={text.console.suggestions}
      showLabel={text.console.showSuggestions}
      value={value}
      onChange={onChange}
      onEnter={onSend}
      suggestions={[
        {
          title: text.console.lists,
          entries: lists.map(({ address, label }) => ({ value: address, note: label })),
        },
        { title: text.console.before, entries: before.map((address) => ({ value: address })) },
        { title: text.console.origins, entries: origins.slice(1).map((origin) => ({ value: `${origin}/` })) },
      ]}
    />
  )
}
