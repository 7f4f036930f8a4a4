import { useState } from 'react'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { DialogActions, DialogBody } from '../../components/dialog'
import { StepList } from '../../components/step-list'
import { useNow } from '../../hooks/use-now'
import { scopeLabels } from '../../people'
import { text } from '../../text'
import type { Phase } from './connecting'
import { DevicePanel } from './device-panel'
import { OtherMachine, OtherMachineSwitch } from './other-machine'
import { stepsOf } from './steps'
import { WrongBrowser } from './wrong-browser'

export interface RunningProps {
  readonly phase: Extract<Phase, { name: 'running' }>
  readonly provider: ProviderSummary
  readonly onCancel: () => Promise<void>
}

export function Running({ phase: { attempt, flowId }, provider, onCancel }: RunningProps) {
  const trace = useSelect((state) => state.flows).get(flowId)
  const vault = useSelect((state) => state.vault)
  const [pasting, setPasting] = useState(false)
  const now = useNow(500)
  const stage = trace?.stages.at(-1)?.stage
  const waiting = stage === 'waiting' && trace?.status === 'running'
  const inBrowser = attempt.kind === 'authorization_code'

  return (
    <>
      <DialogBody>
        {trace?.device !== undefined && waiting && <DevicePanel prompt={trace.device} now={now} />}
        <StepList
          label={text.connect.progress}
          steps={stepsOf({
            kind: attempt.kind,
            link: attempt.link,
            trace,
            vault: attempt.kept === 'session' ? undefined : (vault?.name ?? text.connect.theKeychain),
            asks: asksOf(provider, attempt.scopes),
            now,
          })}
        />
        {inBrowser && <WrongBrowser flowId={flowId} link={attempt.link} enabled={waiting} />}
        {inBrowser && pasting && waiting && <OtherMachine flowId={flowId} />}
      </DialogBody>
      <DialogActions
        aside={inBrowser && <OtherMachineSwitch isDisabled={!waiting} isOn={pasting} onChange={setPasting} />}
      >
        <Button onPress={onCancel}>{text.cancel}</Button>
      </DialogActions>
    </>
  )
}

function asksOf(provider: ProviderSummary, chosen: readonly string[]): string {
  const required = provider.scopes.filter((scope) => scope.required).map((scope) => scope.name)
  const asked = [...required, ...chosen]
  const changes = provider.scopes.some((scope) => scope.changes && asked.includes(scope.name))
  const sentence = text.connect.asksFor(scopeLabels(asked, provider))
  return changes ? sentence : `${sentence} ${text.connect.nothingChanges}`
}
