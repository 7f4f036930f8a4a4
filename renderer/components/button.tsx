import { type ReactNode, useState } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './button.module.css'
import { cx } from './cx'
import { Spinner } from './spinner'

export interface ButtonProps
  extends Omit<AriaButtonProps, 'children' | 'className' | 'onPress' | 'isPending'> {
  readonly children: ReactNode
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-solid'
  readonly icon?: ReactNode
  readonly className?: string
  /** While the promise it returns is open the button shows that it works, and takes no second press. */
  readonly onPress?: () => unknown
  readonly isPending?: boolean
}

/** A button that works is `aria-busy` and keeps its place and the focus; the announcer of `isPending` would stay behind. */
export function Button({
  children,
  variant,
  icon,
  className,
  onPress,
  isPending,
  type,
  ...rest
}: ButtonProps) {
  const [working, setWorking] = useState(false)
  const busy = working || isPending === true

  async function press() {
    if (busy) return
    const outcome = onPress?.()
    if (!(outcome instanceof Promise)) return
    setWorking(true)
    try {
      await outcome
    } finally {
      setWorking(false)
    }
  }

  return (
    <AriaButton
      {...rest}
      className={cx(styles.button, styles[variant ?? 'secondary'], className)}
      // A form is not sent twice.
      type={type === 'submit' && busy ? 'button' : (type ?? 'button')}
      {...(busy ? { 'aria-disabled': true, 'aria-busy': true, 'data-busy': true } : {})}
      onPress={press}
    >
      <span className={styles.content} data-busy={busy || undefined}>
        {icon}
        {children}
      </span>
      {busy && (
        <span className={styles.busy}>
          <Spinner />
        </span>
      )}
    </AriaButton>
  )
}
