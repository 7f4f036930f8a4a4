import { useState } from 'react'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { TextEntry } from '../../components/text-entry'
import { explainFailure } from '../../failure-text'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import styles from './other-machine.module.css'

/** For a browser that cannot reach this computer: its last address, pasted, goes through the same checks. */
export function OtherMachine({ flowId }: { readonly flowId: string }) {
  const { keyfob } = useApp()
  const [address, setAddress] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)

  async function send() {
    if (address.trim() === '' || sending) return
    setSending(true)
    setProblem(null)
    try {
      await keyfob.pasteRedirect({ flowId, text: address.trim() })
    } catch (error) {
      const { title, happened, advice } = explainFailure(toFailureReport(error))
      setProblem(`${title}. ${happened} ${advice}`)
    } finally {
      setSending(false)
    }
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextEntry
        autoFocus
        label={text.connect.pasteLabel}
        hint={text.connect.pasteHint}
        placeholder="http://127.0.0.1:49731/callback?code=…"
        mono
        lines={2}
        value={address}
        onChange={(changed) => {
          setAddress(changed)
          setProblem(null)
        }}
        error={problem}
      />
      <Button variant="primary" type="submit" isPending={sending} isDisabled={address.trim() === ''}>
        {text.connect.pasteSend}
      </Button>
    </form>
  )
}

export interface OtherMachineSwitchProps {
  readonly isDisabled: boolean
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** Shows that field, and puts it away. */
export function OtherMachineSwitch({ isDisabled, isOn, onChange }: OtherMachineSwitchProps) {
  return (
    <Button variant="quiet" isDisabled={isDisabled} aria-expanded={isOn} onPress={() => onChange(!isOn)}>
      {text.connect.otherMachine}
    </Button>
  )
}
