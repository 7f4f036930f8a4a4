import { CircleCheck, FolderOpen } from 'lucide-react'
import type { ExportOutcome } from '../../../shared/export'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { DialogActions, DialogBody } from '../../components/dialog'
import { bytes } from '../../format'
import { text } from '../../text'
import styles from './export-dialog.module.css'

export interface ExportDoneProps {
  readonly requestId: string
  readonly outcome: Extract<ExportOutcome, { kind: 'saved' }>
  readonly onClose: () => void
}

export function ExportDone({ requestId, outcome, onClose }: ExportDoneProps) {
  const { commands } = useApp()
  const { file, rows, complete } = outcome
  return (
    <>
      <DialogBody>
        <div className={styles.done} role="status">
          <CircleCheck size={20} strokeWidth={1.75} aria-hidden="true" />
          <div className={styles.words}>
            <p className={styles.title}>{text.export.done(rows)}</p>
            <p>{text.export.savedAt(bytes(outcome.bytes))}</p>
            <p className={styles.path}>{file}</p>
            {!complete && <p className={styles.warning}>{text.export.incomplete}</p>}
          </div>
        </div>
      </DialogBody>
      <DialogActions
        aside={
          <Button variant="quiet" onPress={() => commands.copy(file, text.export.pathName)}>
            {text.export.copyPath}
          </Button>
        }
      >
        <Button
          icon={<FolderOpen size={16} strokeWidth={1.75} aria-hidden="true" />}
          onPress={() => commands.showExport(requestId)}
        >
          {text.export.show}
        </Button>
        <Button variant="primary" onPress={onClose}>
          {text.close}
        </Button>
      </DialogActions>
    </>
  )
}
