import type { ReactNode } from 'react'
import { Button, type ButtonProps } from 'react-aria-components'
import { cx } from './cx'
import styles from './icon-button.module.css'
import { Tip } from './tip'

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'aria-label'> {
  readonly label: string
  /** What the tooltip says, when the accessible name is longer than a glance needs; null: the picture says it all. */
  readonly tip?: string | null
  readonly children: ReactNode
  readonly bordered?: boolean
}

export function IconButton({ label, tip, children, bordered, ...rest }: IconButtonProps) {
  const button = (
    <Button {...rest} aria-label={label} className={cx(styles.button, bordered && styles.bordered)}>
      {children}
    </Button>
  )
  return tip === null ? button : <Tip text={tip ?? label}>{button}</Tip>
}
