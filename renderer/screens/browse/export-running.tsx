import type { RequestProgress } from '../../../shared/resource'
import { Button } from '../../components/button'
import { DialogActions, DialogBody } from '../../components/dialog'
import { ProgressBar } from '../../components/progress-bar'
import { count } from '../../format'
import { text } from '../../text'
import styles from './export-dialog.module.css'
import { WaitingLine } from './waiting-line'

export interface ExportRunningProps {
  readonly progress: RequestProgress | undefined
  readonly provider: string
  readonly onCancel: () => void
}

export function ExportRunning({ progress, provider, onCancel }: ExportRunningProps) {
  const total = progress?.total
  return (
    <>
      <DialogBody>
        <div className={styles.running}>
          <ProgressBar label={text.export.progress} done={progress?.rows ?? 0} of={total} />
          <p className={styles.line}>
            <span role="status">
              {progress === undefined
                ? text.export.choosing
                : text.export.reading(
                    count(progress.rows),
                    total === undefined ? undefined : count(total),
                    progress.pages,
                  )}
            </span>
            <WaitingLine progress={progress} provider={provider} />
          </p>
        </div>
      </DialogBody>
      <DialogActions>
        <Button onPress={onCancel}>{text.cancel}</Button>
      </DialogActions>
    </>
  )
}
