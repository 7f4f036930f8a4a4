import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox, type CheckboxProps } from 'react-aria-components'
import styles from './tick-box.module.css'

export interface TickBoxProps extends Omit<CheckboxProps, 'children' | 'className'> {
  readonly label: string
  readonly explanation?: string
  readonly aside?: ReactNode
}

export function TickBox({ label, explanation, aside, ...rest }: TickBoxProps) {
  return (
    <Checkbox {...rest} className={styles.row ?? ''}>
      <span className={styles.box}>
        <Check size={12} strokeWidth={3} aria-hidden="true" />
      </span>
      <span className={styles.words}>
        <span className={styles.label}>{label}</span>
        {explanation !== undefined && <span className={styles.explanation}>{explanation}</span>}
      </span>
      {aside}
    </Checkbox>
  )
}
