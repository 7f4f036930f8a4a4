import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { cx } from './cx'
import styles from './dialog.module.css'
import { IconButton } from './icon-button'
import { useKeptFocus } from './kept-focus'

export interface DialogProps {
  readonly title: string
  readonly subtitle?: ReactNode
  readonly picture?: ReactNode
  readonly children: ReactNode
  readonly onClose: () => void
  readonly closeLabel: string
  /** A dialog that must be answered: neither Escape nor a press beside it closes it, and it has no cross. */
  readonly mustAnswer?: boolean
  readonly role?: 'dialog' | 'alertdialog'
  readonly narrow?: boolean
}

export function Dialog(props: DialogProps) {
  const { onClose, mustAnswer = false } = props
  return (
    <ModalOverlay
      className={styles.scrim ?? ''}
      isOpen
      isKeyboardDismissDisabled={mustAnswer}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={cx(styles.modal, props.narrow && styles.narrow)}>
        <Content {...props} />
      </Modal>
    </ModalOverlay>
  )
}

/** Mounted with the dialog's element, which a `Modal` draws only after a first empty pass. */
function Content(props: DialogProps) {
  const { title, subtitle, picture, children, onClose, closeLabel, mustAnswer = false } = props
  const dialog = useRef<HTMLElement>(null)
  useKeptFocus(dialog)
  return (
    <AriaDialog ref={dialog} className={styles.dialog ?? ''} role={props.role ?? 'dialog'}>
      <header className={styles.header}>
        {picture}
        <div className={styles.titles}>
          <Heading slot="title" level={2} className={styles.title ?? ''}>
            {title}
          </Heading>
          {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        {!mustAnswer && (
          <span className={styles.close}>
            <IconButton label={closeLabel} tip={null} onPress={onClose}>
              <X size={16} strokeWidth={1.75} />
            </IconButton>
          </span>
        )}
      </header>
      {children}
    </AriaDialog>
  )
}

/** What lies between the heading and the buttons, and scrolls when the window is too low for it. */
export function DialogBody({ children }: { readonly children: ReactNode }) {
  return <div className={styles.body}>{children}</div>
}

/** The row of buttons at the end of a dialog; what stands in `aside` keeps to the left. */
export function DialogActions({
  aside,
  children,
}: {
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <footer className={styles.actions}>
      <span className={styles.aside}>{aside}</span>
      {children}
    </footer>
  )
}
