import { useState } from 'react'
import type { Account } from '../../../shared/account'
import type { ConnectOutcome } from '../../../shared/connect'
import type { FailureReport } from '../../../shared/failure'
import { Button } from '../../components/button'
import { DialogActions } from '../../components/dialog'
import { toFailureReport } from '../../keyfob'
import { nameOf } from '../../people'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import styles from './someone-else.module.css'

export interface SomeoneElseProps {
  readonly outcome: Extract<ConnectOutcome, { kind: 'someone_else' }>
  readonly onSettle: (choice: 'add' | 'discard') => Promise<Account | null>
  readonly onClose: () => void
}

/** Another person than expected allowed it: nothing is replaced before this is answered. */
export function SomeoneElse({ outcome: { expected, signedIn }, onSettle, onClose }: SomeoneElseProps) {
  const [failure, setFailure] = useState<FailureReport | null>(null)

  async function settle(choice: 'add' | 'discard') {
    try {
      await onSettle(choice)
      if (choice === 'discard') onClose()
    } catch (error) {
      setFailure(toFailureReport(error))
    }
  }

  return (
    <>
      <p className={styles.words}>
        {text.connect.elseWords(nameOf(signedIn), nameOf(expected.person))} {text.connect.elseDiscardWords}
      </p>
      {failure !== null && <FailureNote failure={failure} mustStay />}
      <DialogActions>
        <Button onPress={() => settle('discard')}>{text.connect.elseDiscard}</Button>
        <Button variant="primary" onPress={() => settle('add')}>
          {text.connect.elseAdd(nameOf(signedIn))}
        </Button>
      </DialogActions>
    </>
  )
}
