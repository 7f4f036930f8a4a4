import type { Account } from '../../../shared/account'
import { useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { Dialog, DialogActions } from '../../components/dialog'
import { MarkTile } from '../../components/mark-tile'
import { faceOf, whereAndWho } from '../../people'
import { text } from '../../text'

export interface RevokeDialogProps {
  readonly account: Account
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks once; what follows is shown where the person looks, not in this dialog. */
export function RevokeDialog({ account, onConfirm, onClose }: RevokeDialogProps) {
  const provider = useSelect((state) => state.providers).find(
    (candidate) => candidate.id === account.providerId,
  )
  const { name, mark } = faceOf(provider, account.providerId)
  return (
    <Dialog
      role="alertdialog"
      title={text.settings.confirmTitle(account.label)}
      subtitle={whereAndWho(name, account)}
      picture={<MarkTile name={name} mark={mark} size={40} />}
      closeLabel={text.close}
      onClose={onClose}
      narrow
    >
      <p>{text.settings.confirmWords(name)}</p>
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {text.settings.keep}
        </Button>
        <Button
          variant="danger-solid"
          onPress={() => {
            onClose()
            onConfirm()
          }}
        >
          {text.settings.confirm}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
