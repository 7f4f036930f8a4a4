import { Button } from '../../components/button'
import { Spinner } from '../../components/spinner'

export interface SubmitButtonProps {
  readonly label: string
  /** What it says while it works; pressing it again then does nothing, which its form sees to. */
  readonly busyLabel: string
  readonly busy: boolean
  readonly isDisabled?: boolean
}

/**
 * The button at the end of a form that goes away when it has worked. It says in its own words that it works: a
 * pending button is announced by reference, and the reference would be to nothing once the form has gone.
 */
export function SubmitButton({ label, busyLabel, busy, isDisabled = false }: SubmitButtonProps) {
  return (
    <Button variant="primary" type="submit" isDisabled={isDisabled} icon={busy && <Spinner size={14} />}>
      <span aria-live="polite">{busy ? busyLabel : label}</span>
    </Button>
  )
}
