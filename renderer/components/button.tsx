import { type ComponentProps, type ReactNode, useState } from 'react'
import styles from './button.module.css'
import { cx } from './cx'
import { Spinner } from './spinner'

export interface ButtonProps
  extends Omit<ComponentProps<'button'>, 'children' | 'className' | 'onClick' | 'disabled'> {
  readonly children: ReactNode
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-solid'
  readonly icon?: ReactNode
  readonly className?: string
  /** While the promise it returns is open the button shows that it works, and takes no second press. */
  readonly onPress?: () => unknown
  readonly isPending?: boolean
  readonly isDisabled?: boolean
}

/**
 * The browser's own button: there are hundreds in a long list, each drawn at the start, and one of react-aria is far more work.
 * One that works is `aria-busy` and keeps its place and the focus.
 */
export function Button({
  children,
  variant,
  icon,
  className,
  onPress,
  isPending,
  isDisabled,
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
    <button
      {...rest}
      className={cx(styles.button, styles[variant ?? 'secondary'], className)}
      // A form is not sent twice.
      type={type === 'submit' && busy ? 'button' : (type ?? 'button')}
      {...(busy ? { 'aria-disabled': true, 'aria-busy': true, 'data-busy': true } : {})}
      disabled={isDisabled}
      onClick={press}
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
    </button>
  )
}
