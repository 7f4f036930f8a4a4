import { Button } from '../../components/button'
import { Dialog, DialogActions } from '../../components/dialog'
import { text } from '../../text'

export interface RevokeAllDialogProps {
  readonly amount: number
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function RevokeAllDialog({ amount, onConfirm, onClose }: RevokeAllDialogProps) {
  return (
    <Dialog
      role="alertdialog"
      title={text.settings.everythingTitle}
      closeLabel={text.close}
      onClose={onClose}
      narrow
    >
      <p>{text.settings.everythingConfirm(amount)}</p>
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {text.settings.keepAll}
        </Button>
        <Button
          variant="danger-solid"
          onPress={() => {
            onClose()
            onConfirm()
          }}
        >
          {text.settings.everything}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
