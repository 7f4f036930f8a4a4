import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { DiscoveredServer } from '../../../shared/custom-provider'
import type { FailureReport } from '../../../shared/failure'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { DialogActions, DialogBody } from '../../components/dialog'
import { TextEntry } from '../../components/text-entry'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { isSafeAddress } from '../guide/address'
import { SubmitButton } from '../guide/submit-button'
import styles from './custom-provider.module.css'

export interface FindServerProps {
  readonly issuer: string
  readonly onIssuer: (issuer: string) => void
  readonly onFound: (server: DiscoveredServer) => void
  readonly onByHand: () => void
  readonly onBack?: (() => void) | undefined
}

/** The address of a server, which is then asked what it is. */
export function FindServer({ issuer, onIssuer, onFound, onByHand, onBack }: FindServerProps) {
  const { keyfob } = useApp()
  const [failure, setFailure] = useState<FailureReport | null>(null)
  const [asking, setAsking] = useState(false)
  const [complain, setComplain] = useState(false)
  const turn = useRef(0)
  const typed = issuer.trim()
  useEffect(
    () => () => {
      turn.current += 1
    },
    [],
  )

  /** What is answered for an address that was left or changed meanwhile is dropped. */
  async function lookUp() {
    setComplain(true)
    if (asking || !isSafeAddress(typed)) return
    turn.current += 1
    const mine = turn.current
    setAsking(true)
    setFailure(null)
    try {
      const server = await keyfob.discoverServer({ issuer: typed })
      if (mine === turn.current) onFound(server)
    } catch (error) {
      if (mine === turn.current) setFailure(toFailureReport(error))
    } finally {
      if (mine === turn.current) setAsking(false)
    }
  }

  function edit(changed: string) {
    turn.current += 1
    setAsking(false)
    setFailure(null)
    onIssuer(changed)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void lookUp()
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <DialogBody>
        <div className={styles.parts}>
          <TextEntry
            autoFocus
            label={text.customProvider.issuer}
            hint={text.customProvider.issuerHint}
            mono
            value={issuer}
            onChange={edit}
            error={complain && !isSafeAddress(typed) && text.customProvider.addressWrong}
          />
          {failure !== null && <FailureNote failure={failure} />}
        </div>
      </DialogBody>
      <DialogActions
        aside={
          <span className={styles.aside}>
            {onBack !== undefined && (
              <Button variant="quiet" onPress={onBack}>
                {text.back}
              </Button>
            )}
            <Button variant="quiet" onPress={onByHand}>
              {text.customProvider.byHand}
            </Button>
          </span>
        }
      >
        <SubmitButton
          label={text.customProvider.lookUp}
          busyLabel={text.customProvider.lookingUp}
          busy={asking}
        />
      </DialogActions>
    </form>
  )
}
