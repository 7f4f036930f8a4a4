import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { useRowSearch } from '../../hooks/use-row-search'
import { text } from '../../text'
import { useFoundSections } from './found-rows'
import styles from './palette.module.css'
import { type PaletteEntry, type PaletteSection, usePaletteSections } from './palette-sections'
import { SearchStatus } from './search-status'

/** Everything by name, from anywhere: accounts, what they hold to the last row, screens, and what can be connected. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [words, setWords] = useState('')
  const search = useRowSearch(words)
  const sections = usePaletteSections()
  const named = useMemo(() => namedBy(words, sections), [words, sections])
  const found = useFoundSections(search.results?.groups ?? [])
  // Rows come in while one reads: below what is there already, so that nothing moves under the hand.
  const shown = [...named, ...found].filter(({ entries }) => entries.length > 0)
  return (
    <ModalOverlay
      className={styles.scrim ?? ''}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={text.palette.title}>
          <Autocomplete inputValue={words} onInputChange={setWords}>
            <SearchField
              className={styles.search ?? ''}
              aria-label={text.palette.title}
              autoFocus
              onKeyDown={(event) => {
                if (event.key === 'Escape') onClose()
              }}
            >
              <Search size={17} strokeWidth={1.75} aria-hidden="true" />
              <Input className={styles.input ?? ''} placeholder={text.palette.placeholder} />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <div className={styles.results} tabIndex={0}>
              <Menu
                className={styles.menu ?? ''}
                aria-label={text.palette.results}
                renderEmptyState={() => <p className={styles.nothing}>{text.palette.nothing}</p>}
              >
                {shown.map((section) => (
                  <MenuSection key={section.id} className={styles.section ?? ''}>
                    <Header className={styles.heading ?? ''}>
                      {section.title}
                      <span className={styles.aside}>{section.aside}</span>
                    </Header>
                    {section.entries.map((entry) => (
                      <MenuItem
                        key={entry.id}
                        id={entry.id}
                        className={styles.item ?? ''}
                        textValue={textOf(entry)}
                        onAction={() => {
                          if (entry.staysOpen !== true) onClose()
                          entry.run()
                        }}
                      >
                        <span className={styles.icon}>{entry.icon}</span>
                        <span className={styles.label}>{entry.label}</span>
                        <span className={styles.note}>{entry.note}</span>
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
            <SearchStatus search={search} />
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** More would be read by nobody, and each is slow to draw. */
const mostShown = 50

/** The entries whose name holds every word, in small letters or large, with accents or without. */
function namedBy(words: string, sections: readonly PaletteSection[]): readonly PaletteSection[] {
  const wanted = plain(words).trim().split(/\s+/)
  return sections.map((section) => {
    const fitting = section.entries.filter((entry) => {
      const name = plain(textOf(entry))
      return wanted.every((word) => name.includes(word))
    })
    const left = fitting.length - mostShown
    return {
      ...section,
      entries: fitting.slice(0, mostShown),
      ...(left > 0 ? { aside: text.palette.more(left) } : {}),
    }
  })
}

function plain(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function textOf({ label, note = '' }: PaletteEntry): string {
  return `${label} ${note}`
}
