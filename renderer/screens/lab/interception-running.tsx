import { useState } from 'react'
import { useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { DialogActions, DialogBody } from '../../components/dialog'
import { StepList } from '../../components/step-list'
import { useNow } from '../../hooks/use-now'
import { text } from '../../text'
import { OtherMachine, OtherMachineSwitch } from '../connect/other-machine'
import { plan, type StepPlan, stepsAlong } from '../connect/steps'
import { WrongBrowser } from '../connect/wrong-browser'

export interface InterceptionRunningProps {
  readonly flowId: string
  readonly onCancel: () => Promise<void>
}

/** The wait for the person, with the same ways out of a wrong browser as in connecting. */
export function InterceptionRunning({ flowId, onCancel }: InterceptionRunningProps) {
  const trace = useSelect((state) => state.flows).get(flowId)
  const [pasting, setPasting] = useState(false)
  const now = useNow(500)
  const waiting = trace?.stages.at(-1)?.stage === 'waiting' && trace.status === 'running'
  return (
    <>
      <DialogBody>
        <StepList label={text.connect.progress} steps={stepsAlong(plans, { trace, now })} />
        <WrongBrowser flowId={flowId} enabled={waiting} />
        {pasting && waiting && <OtherMachine flowId={flowId} />}
      </DialogBody>
      <DialogActions
        aside={<OtherMachineSwitch isDisabled={!waiting} isOn={pasting} onChange={setPasting} />}
      >
        <Button onPress={onCancel}>{text.cancel}</Button>
      </DialogActions>
    </>
  )
}

const words = text.connect.steps
const plans: readonly StepPlan[] = [
  plan('preparing', words.askAhead, words.asking, words.ask),
  plan('asking', words.browserAhead, words.opening, words.browser),
  plan('waiting', words.waitAhead, words.waiting, words.wait),
  plan('exchanging', text.lab.tryAhead, text.lab.trying, text.lab.tried),
]
