import { useState } from 'react'
import type { RemovalPlan } from '../../../shared/removal'
import { Button } from '../../components/button'
import { Dialog, DialogActions, DialogBody } from '../../components/dialog'
import { TextEntry } from '../../components/text-entry'
import { text } from '../../text'
import styles from './removal-dialog.module.css'

export interface RemovalDialogProps {
  readonly plan: RemovalPlan
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Says what goes, in order and in numbers, and wants a word typed: there is no way back. */
export function RemovalDialog({ plan, onConfirm, onClose }: RemovalDialogProps) {
  const [typed, setTyped] = useState('')
  const words = text.removal
  const isMeant = typed.trim().toLowerCase() === words.word
  return (
    <Dialog role="alertdialog" title={words.dialogTitle} closeLabel={text.close} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isMeant) return
          onClose()
          onConfirm()
        }}
      >
        <DialogBody>
          <ol className={styles.steps}>
            {words.steps(plan).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className={styles.stays}>{words.stays}</p>
          <TextEntry label={words.typed(words.word)} value={typed} onChange={setTyped} autoFocus />
        </DialogBody>
        <DialogActions>
          <Button onPress={onClose}>{words.keep}</Button>
          <Button variant="danger-solid" type="submit" isDisabled={!isMeant}>
            {words.confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
