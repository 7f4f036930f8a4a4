import { ConfirmDialog } from '../../components/confirm-dialog'
import { text } from '../../text'

export interface RevokeAllDialogProps {
  readonly amount: number
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function RevokeAllDialog({ amount, onConfirm, onClose }: RevokeAllDialogProps) {
  return (
    <ConfirmDialog
      title={text.settings.everythingTitle}
      keepLabel={amount === 1 ? text.settings.keep : text.settings.keepAll}
      confirmLabel={text.settings.everything}
      closeLabel={text.close}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{text.settings.everythingConfirm(amount)}</p>
    </ConfirmDialog>
  )
}
