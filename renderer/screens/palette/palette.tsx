import { Search } from 'lucide-react'
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
  useFilter,
} from 'react-aria-components'
import { text } from '../../text'
import styles from './palette.module.css'
import { usePaletteSections } from './palette-sections'

/** Everything by name, from anywhere: accounts, what they hold, screens, and what can be connected. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const sections = usePaletteSections()
  const { contains } = useFilter({ sensitivity: 'base' })
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
          <Autocomplete filter={(value, query) => query.split(/\s+/).every((word) => contains(value, word))}>
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
                {sections
                  .filter((section) => section.entries.length > 0)
                  .map((section) => (
                    <MenuSection key={section.title} className={styles.section ?? ''}>
                      <Header className={styles.heading ?? ''}>{section.title}</Header>
                      {section.entries.map((entry) => (
                        <MenuItem
                          key={entry.id}
                          id={entry.id}
                          className={styles.item ?? ''}
                          textValue={`${entry.label} ${entry.note ?? ''}`}
                          onAction={() => {
                            onClose()
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
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
