import { ListFilter, RefreshCw } from 'lucide-react'
import { IconButton } from '../../components/icon-button'
import { SearchBox } from '../../components/search-box'
import { text } from '../../text'
import styles from './filter-bar.module.css'

export interface FilterBarProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onReload: () => void
}

export function FilterBar({ label, value, onChange, onReload }: FilterBarProps) {
  return (
    <div className={styles.bar}>
      <SearchBox
        className={styles.filter ?? ''}
        label={text.browse.filter(label)}
        placeholder={text.browse.filter(label)}
        clearLabel={text.clear}
        icon={<ListFilter size={15} strokeWidth={1.75} aria-hidden="true" />}
        value={value}
        onChange={onChange}
      />
      <IconButton label={text.browse.refresh} bordered onPress={onReload}>
        <RefreshCw size={15} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
