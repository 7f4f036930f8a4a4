import { ChevronDown } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import {
  Button,
  ComboBox,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from 'react-aria-components'
import type { ApiAddress, ConsoleEntry } from '../../../shared/api-console'
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

interface Suggestion {
  readonly address: string
  readonly note?: string
}

const mostAsked = 8

/** The address, with suggestions to begin from. Enter sends, unless a suggestion is being chosen. */
export function AddressField({ value, onChange, onSend, addresses, asked, origins }: AddressFieldProps) {
  const lists = [...new Map(addresses.map((one) => [one.address, one])).values()]
  const known = new Set(lists.map(({ address }) => address))
  const before = [...new Set(asked.map(({ request }) => request.address))]
    .filter((address) => !known.has(address))
    .slice(0, mostAsked)
  const sections: readonly { readonly title: string; readonly entries: readonly Suggestion[] }[] = [
    { title: text.console.lists, entries: lists.map(({ address, label }) => ({ address, note: label })) },
    { title: text.console.before, entries: before.map((address) => ({ address })) },
    { title: text.console.origins, entries: origins.slice(1).map((origin) => ({ address: `${origin}/` })) },
  ]

  function onKeyDownCapture(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    const { target } = event
    if (!(target instanceof HTMLInputElement) || target.hasAttribute('aria-activedescendant')) return
    onSend()
  }

  return (
    <ComboBox
      className={styles.field ?? ''}
      aria-label={text.console.address}
      allowsCustomValue
      inputValue={value}
      onInputChange={onChange}
      defaultFilter={(candidate, input) => candidate.toLowerCase().includes(input.toLowerCase())}
      isRequired
    >
      <div className={styles.box} onKeyDownCapture={onKeyDownCapture}>
        <Input
          className={styles.input ?? ''}
          placeholder={text.console.addressPlaceholder}
          spellCheck="false"
          autoComplete="off"
        />
        <Button className={styles.button ?? ''} aria-label={text.console.suggestions}>
          <ChevronDown size={15} strokeWidth={1.75} aria-hidden="true" />
        </Button>
      </div>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''}>
          {sections
            .filter(({ entries }) => entries.length > 0)
            .map(({ title, entries }) => (
              <ListBoxSection key={title} id={title}>
                <Header className={styles.heading ?? ''}>{title}</Header>
                {entries.map(({ address, note }) => (
                  <ListBoxItem
                    key={address}
                    id={address}
                    className={styles.item ?? ''}
                    textValue={address}
                    aria-label={note === undefined ? address : `${address}, ${note}`}
                  >
                    <span className={styles.address}>{address}</span>
                    <span className={styles.note}>{note}</span>
                  </ListBoxItem>
                ))}
              </ListBoxSection>
            ))}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
