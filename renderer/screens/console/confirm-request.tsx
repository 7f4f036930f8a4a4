import type { Account } from '../../../shared/account'
import type { ConsoleRequest } from '../../../shared/api-console'
import { Button } from '../../components/button'
import { Dialog, DialogActions, DialogBody } from '../../components/dialog'
import { text } from '../../text'
import styles from './confirm-request.module.css'

export interface ConfirmRequestProps {
  readonly account: Account
  readonly provider: string
  /** Where a path is asked. */
  readonly origin: string
  readonly request: ConsoleRequest
  readonly onConfirm: () => void
  readonly onClose: () => void
}

const longestBody = 600

/** What may change something is sent only after this. */
export function ConfirmRequest(props: ConfirmRequestProps) {
  const { account, provider, origin, request, onConfirm, onClose } = props
  const { method, body } = request
  return (
    <Dialog
      role="alertdialog"
      title={text.console.confirmTitle(method)}
      subtitle={account.label}
      onClose={onClose}
      closeLabel={text.close}
    >
      <DialogBody>
        <p>{text.console.confirmWords(account.label, provider)}</p>
        <p className={styles.request}>
          <strong>{method}</strong> {wholeAddress(request, origin)}
        </p>
        {body !== undefined && (
          <pre className={styles.body}>
            {body.slice(0, longestBody)}
            {body.length > longestBody && '…'}
          </pre>
        )}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{text.cancel}</Button>
        <Button variant={method === 'DELETE' ? 'danger-solid' : 'primary'} onPress={onConfirm}>
          {text.console.confirm(method)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function wholeAddress({ address, query }: ConsoleRequest, origin: string): string {
  if (!URL.canParse(address, origin)) return address
  const url = new URL(address, origin)
  for (const [name, value] of query) url.searchParams.append(name, value)
  return url.href
}
