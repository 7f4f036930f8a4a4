import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Input, SearchField, type SearchFieldProps } from 'react-aria-components'
import { cx } from './cx'
import styles from './search-box.module.css'

export interface SearchBoxProps extends Omit<SearchFieldProps, 'children' | 'className' | 'aria-label'> {
  readonly label: string
  readonly placeholder: string
  readonly clearLabel: string
  readonly icon: ReactNode
  readonly className?: string
}

export function SearchBox({ label, placeholder, clearLabel, icon, className, ...rest }: SearchBoxProps) {
  return (
    <SearchField {...rest} aria-label={label} className={cx(styles.box, className)}>
      {icon}
      <Input className={styles.input ?? ''} placeholder={placeholder} />
      <Button className={styles.clear ?? ''} aria-label={clearLabel}>
        <X size={14} strokeWidth={1.75} />
      </Button>
    </SearchField>
  )
}
