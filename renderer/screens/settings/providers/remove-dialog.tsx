import { useState } from 'react'
import type { FailureReport } from '../../../../shared/failure'
import { Button } from '../../../components/button'
import { Dialog, DialogActions } from '../../../components/dialog'
import { toFailureReport } from '../../../keyfob'
import { text } from '../../../text'
import { FailureNote } from '../../failure-note'

export interface RemoveDialogProps {
  readonly title: string
  readonly words: string
  /** The word on the button; 'Remove' when not given. */
  readonly confirm?: string | undefined
  /** Absent: it cannot be removed now, and `words` say why. */
  readonly onRemove?: (() => Promise<unknown>) | undefined
  readonly onClose: () => void
}

/** Asks once. What cannot be removed stays in the dialog with the reason. */
export function RemoveDialog({ title, words, confirm, onRemove, onClose }: RemoveDialogProps) {
  const [failure, setFailure] = useState<FailureReport | null>(null)
  return (
    <Dialog role="alertdialog" title={title} closeLabel={text.close} onClose={onClose} narrow>
      <p>{words}</p>
      {failure !== null && <FailureNote failure={failure} />}
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {onRemove === undefined ? text.close : text.providers.keep}
        </Button>
        {onRemove !== undefined && (
          <Button
            variant="danger-solid"
            onPress={() => onRemove().then(onClose, (error: unknown) => setFailure(toFailureReport(error)))}
          >
            {confirm ?? text.providers.removeConfirm}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
