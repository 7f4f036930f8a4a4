import { useState } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { TextEntry } from '../../components/text-entry'
import { explainFailure } from '../../failure-text'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import styles from './other-machine.module.css'

/** For a browser that cannot reach this computer: its last address, pasted, goes through the same checks. */
export function OtherMachine({ flowId, enabled }: { readonly flowId: string; readonly enabled: boolean }) {
  const { keyfob } = useApp()
  const [address, setAddress] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)

  async function send() {
    if (address.trim() === '') return
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
    <DialogTrigger>
      <AriaButton className={styles.trigger ?? ''} isDisabled={!enabled}>
        {text.connect.otherMachine}
      </AriaButton>
      <Popover className={styles.popover ?? ''} placement="top start" offset={6}>
        <Dialog className={styles.dialog ?? ''} aria-label={text.connect.otherMachine}>
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
              lines={3}
              value={address}
              onChange={setAddress}
              isInvalid={problem !== null}
              errorMessage={problem ?? ''}
            />
            <Button variant="primary" type="submit" isPending={sending} isDisabled={address.trim() === ''}>
              {text.connect.pasteSend}
            </Button>
          </form>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
