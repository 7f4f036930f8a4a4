import { Columns3, Download, ListFilter, RefreshCw } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { SearchBox } from '../../components/search-box'
import { TickMenu } from '../../components/tick-menu'
import { useKey } from '../../hooks/use-key'
import { text } from '../../text'
import type { Layout } from './column-layout'
import styles from './filter-bar.module.css'
import type { Listing } from './listing'

export interface FilterBarProps {
  readonly listing: Listing
  readonly layout: Layout
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onExport: () => void
  readonly onReload: () => void
}

/** What can be done to a list as a whole. Ctrl/Cmd-F goes to the filter, F5 and Ctrl/Cmd-R load again. */
export function FilterBar({ listing, layout, value, onChange, onExport, onReload }: FilterBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  useKey({ key: 'f', command: true }, () => bar.current?.querySelector('input')?.focus())
  useKey({ key: 'r', command: true }, onReload)
  useKey({ key: 'F5' }, onReload)
  const { columns } = listing
  const shown = columns.map(({ key }) => key).filter((key) => !layout.hidden.includes(key))
  const isTouched = layout.hidden.length > 0 || Object.keys(layout.widths).length > 0

  return (
    <div ref={bar} className={styles.bar}>
      <SearchBox
        className={styles.filter ?? ''}
        label={text.browse.filter(listing.label)}
        placeholder={text.browse.filter(listing.label)}
        clearLabel={text.clear}
        icon={<ListFilter size={15} strokeWidth={1.75} aria-hidden="true" />}
        value={value}
        onChange={onChange}
      />
      <TickMenu
        label={text.browse.columns}
        icon={<Columns3 size={15} strokeWidth={1.75} aria-hidden="true" />}
        menuLabel={text.browse.columnsMenu}
        entries={columns.map(({ key, label }) => ({ id: key, label }))}
        ticked={shown}
        onChange={(ticked) =>
          void layout.change({ hidden: columns.map(({ key }) => key).filter((key) => !ticked.includes(key)) })
        }
        resetLabel={text.browse.resetColumns}
        onReset={isTouched ? () => void layout.change({ hidden: [], widths: {} }) : undefined}
      />
      <Button
        className={styles.export ?? ''}
        aria-label={text.export.open}
        icon={<Download size={16} strokeWidth={1.75} aria-hidden="true" />}
        onPress={onExport}
      >
        <span className={styles.word}>{text.export.open}</span>
      </Button>
      <IconButton label={text.browse.refresh} bordered onPress={onReload}>
        <RefreshCw size={15} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
