import { CircleCheck, CircleMinus } from 'lucide-react'
import type { Account } from '../../../shared/account'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { Chips } from '../../components/chips'
import { DialogActions, DialogBody } from '../../components/dialog'
import { refusedLabels, scopeLabels } from '../../people'
import { text } from '../../text'
import styles from './done.module.css'

export interface DoneProps {
  readonly account: Account
  readonly provider: ProviderSummary | undefined
  readonly onAnother: () => void
  readonly onBrowse: () => void
  readonly onClose: () => void
}

export function Done({ account, provider, onAnother, onBrowse, onClose }: DoneProps) {
  const vault = useSelect((state) => state.vault)
  const refused = refusedLabels(account, provider)
  const kept =
    account.kept === 'session'
      ? text.connect.keptInSession
      : text.connect.keptIn(vault?.name ?? text.connect.theKeychain)
  return (
    <>
      <DialogBody>
        <p className={styles.words}>{kept}</p>
        <dl className={styles.grants}>
          <div className={styles.line}>
            <dt className={styles.term}>
              <CircleCheck size={16} strokeWidth={1.75} aria-hidden="true" />
              {text.connect.granted}
            </dt>
            <dd>
              <Chips labels={scopeLabels(account.scopes.granted, provider)} />
            </dd>
          </div>
          {refused.length > 0 && (
            <div className={styles.line} data-refused>
              <dt className={styles.term}>
                <CircleMinus size={16} strokeWidth={1.75} aria-hidden="true" />
                {text.connect.notGranted}
              </dt>
              <dd>
                <Chips labels={refused} />
              </dd>
            </div>
          )}
        </dl>
      </DialogBody>
      <DialogActions
        aside={
          <Button variant="quiet" onPress={onAnother}>
            {text.connect.another}
          </Button>
        }
      >
        <Button onPress={onBrowse}>{text.connect.browse}</Button>
        <Button variant="primary" autoFocus onPress={onClose}>
          {text.connect.done}
        </Button>
      </DialogActions>
    </>
  )
}
