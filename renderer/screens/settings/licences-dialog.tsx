import type { FailureReport } from '../../../shared/failure'
import type { Licence } from '../../../shared/licences'
import { Button } from '../../components/button'
import { Dialog, DialogActions, DialogBody } from '../../components/dialog'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import styles from './licences-dialog.module.css'

export interface LicencesDialogProps {
  readonly licences: readonly Licence[]
  /** Why Chromium's could not be shown. */
  readonly failure: FailureReport | undefined
  readonly onShowChromium: () => void
  readonly onClose: () => void
}

export function LicencesDialog({ licences, failure, onShowChromium, onClose }: LicencesDialogProps) {
  return (
    <Dialog
      title={text.settings.licences}
      subtitle={text.settings.licencesCount(licences.length)}
      closeLabel={text.close}
      onClose={onClose}
    >
      <DialogBody>
        {licences.map(({ name, version, licence, text: words }) => (
          <details key={`${name} ${version}`} className={styles.entry}>
            <summary className={styles.summary}>
              <span className={styles.name}>
                {name} {version}
              </span>
              <span className={styles.licence}>{licence}</span>
            </summary>
            <pre className={styles.text}>{words}</pre>
          </details>
        ))}
      </DialogBody>
      {failure !== undefined && <FailureNote failure={failure} />}
      <DialogActions>
        <Button onPress={onShowChromium}>{text.settings.licencesChromiumShow}</Button>
      </DialogActions>
    </Dialog>
  )
}
