import type { Account } from '../../../shared/account'
import { useSelect } from '../../app-context'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { MarkTile } from '../../components/mark-tile'
import { faceOf, whereAndWho } from '../../people'
import { text } from '../../text'

export interface RevokeDialogProps {
  readonly account: Account
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function RevokeDialog({ account, onConfirm, onClose }: RevokeDialogProps) {
  const provider = useSelect((state) => state.providers).find(
    (candidate) => candidate.id === account.providerId,
  )
  const { name, mark } = faceOf(provider, account.providerId)
  return (
    <ConfirmDialog
      title={text.settings.confirmTitle(account.label)}
      subtitle={whereAndWho(name, account)}
      picture={<MarkTile name={name} mark={mark} size={40} />}
      keepLabel={text.settings.keep}
      confirmLabel={text.settings.confirm}
      closeLabel={text.close}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{text.settings.confirmWords(name)}</p>
    </ConfirmDialog>
  )
}
