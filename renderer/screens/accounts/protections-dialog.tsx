import { ShieldCheck } from 'lucide-react'
import type { Account } from '../../../shared/account'
import { Button } from '../../components/button'
import { Dialog, DialogActions, DialogBody } from '../../components/dialog'
import { text } from '../../text'
import styles from './protections-dialog.module.css'

interface ProtectionsDialogProps {
  readonly account: Account
  readonly onClose: () => void
}

export function ProtectionsDialog({ account, onClose }: ProtectionsDialogProps) {
  const words = account.protections.length > 0 ? text.accounts.protectionsWords : text.accounts.noProtections
  return (
    <Dialog
      title={text.accounts.protectionsTitle(account.label)}
      subtitle={words}
      closeLabel={text.close}
      onClose={onClose}
    >
      <DialogBody>
        <ul className={styles.list}>
          {account.protections.map((protection) => (
            <li key={protection} className={styles.line}>
              <ShieldCheck size={16} strokeWidth={1.75} aria-hidden="true" />
              <div>
                <p className={styles.label}>{text.protections[protection].label}</p>
                <p className={styles.words}>{text.protections[protection].words}</p>
              </div>
            </li>
          ))}
        </ul>
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{text.close}</Button>
      </DialogActions>
    </Dialog>
  )
}
