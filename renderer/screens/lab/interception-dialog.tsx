import type { ProviderSummary } from '../../../shared/provider-summary'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { Dialog, DialogActions, DialogBody } from '../../components/dialog'
import { MarkTile } from '../../components/mark-tile'
import { faceOf } from '../../people'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { type Phase, useIntercepting } from './intercepting'
import styles from './interception-dialog.module.css'
import { InterceptionResult } from './interception-result'
import { InterceptionRunning } from './interception-running'

export interface InterceptionDialogProps {
  readonly provider: ProviderSummary
  readonly onClose: () => void
}

export function InterceptionDialog({ provider, onClose }: InterceptionDialogProps) {
  const { navigation } = useApp()
  const flows = useSelect((state) => state.flows)
  const { phase, start, cancel } = useIntercepting()

  function close() {
    void cancel().catch(() => undefined)
    onClose()
  }

  function seeSteps(flowId: string) {
    onClose()
    navigation.go({ screen: 'trace', flowId })
  }

  return (
    <Dialog
      {...headingOf(phase)}
      picture={<MarkTile {...faceOf(provider, provider.id)} size={40} />}
      closeLabel={text.close}
      onClose={close}
    >
      {phase.name === 'explaining' && (
        <>
          <DialogBody>
            <ol className={styles.plan}>
              {text.lab.plan.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ol>
          </DialogBody>
          <DialogActions>
            <Button onPress={close}>{text.cancel}</Button>
            <Button variant="primary" autoFocus onPress={start}>
              {text.lab.begin}
            </Button>
          </DialogActions>
        </>
      )}
      {phase.name === 'running' && <InterceptionRunning flowId={phase.flowId} onCancel={cancel} />}
      {phase.name === 'failed' && (
        <>
          <DialogBody>
            <FailureNote
              failure={phase.failure}
              provider={provider.name}
              takesFocus
              doers={{ try_again: start }}
            />
          </DialogBody>
          <DialogActions aside={<SeeSteps shown={flows.has(phase.flowId)} {...phase} onPress={seeSteps} />}>
            <Button onPress={onClose}>{text.close}</Button>
          </DialogActions>
        </>
      )}
      {phase.name === 'done' && (
        <>
          <InterceptionResult interception={phase.interception} />
          <DialogActions aside={<SeeSteps shown={flows.has(phase.flowId)} {...phase} onPress={seeSteps} />}>
            <Button variant="primary" autoFocus onPress={onClose}>
              {text.connect.done}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}

function SeeSteps(props: {
  readonly shown: boolean
  readonly flowId: string
  readonly onPress: (flowId: string) => void
}) {
  if (!props.shown) return null
  return (
    <Button variant="quiet" onPress={() => props.onPress(props.flowId)}>
      {text.activity.see}
    </Button>
  )
}

function headingOf(phase: Phase) {
  switch (phase.name) {
    case 'explaining':
      return { title: text.lab.title, subtitle: text.lab.asks }
    case 'running':
      return { title: text.lab.runningTitle, subtitle: text.connect.runningSubtitle.authorization_code }
    case 'failed':
      return { title: text.lab.failedTitle }
    case 'done':
      return { title: text.lab.doneTitle }
  }
}
