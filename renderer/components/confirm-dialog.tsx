import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog, DialogActions } from './dialog'

export interface ConfirmDialogProps {
  readonly title: string
  readonly subtitle?: string
  readonly picture?: ReactNode
  readonly children: ReactNode
  /** The button that leaves everything as it is; it has the focus. */
  readonly keepLabel: string
  readonly confirmLabel: string
  readonly closeLabel: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks once before something that cannot be taken back; what follows is shown where the person looks. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { children, keepLabel, confirmLabel, onConfirm, onClose, ...heading } = props
  return (
    <Dialog role="alertdialog" {...heading} onClose={onClose} narrow>
      {children}
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {keepLabel}
        </Button>
        <Button
          variant="danger-solid"
          onPress={() => {
            onClose()
            onConfirm()
          }}
        >
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
