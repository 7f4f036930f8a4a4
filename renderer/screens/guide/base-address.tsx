import { Server } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { Button } from '../../components/button'
import { DialogActions, DialogBody } from '../../components/dialog'
import { TextEntry } from '../../components/text-entry'
import { text } from '../../text'
import { isSafeAddress } from './address'
import styles from './base-address.module.css'

export interface BaseAddressProps {
  readonly provider: ProviderSummary
  readonly onBack?: (() => void) | undefined
  readonly onNext: (base: string) => void
}

/** Which of a self-hosted provider's servers is meant. */
export function BaseAddress({ provider: { base, name }, onBack, onNext }: BaseAddressProps) {
  const [address, setAddress] = useState(base?.preset ?? '')
  const [complain, setComplain] = useState(false)
  const typed = address.trim()
  const wrong = complain && !isSafeAddress(typed)

  function submit(event: FormEvent) {
    event.preventDefault()
    setComplain(true)
    if (isSafeAddress(typed)) onNext(typed)
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <DialogBody>
        <div className={styles.parts}>
          <TextEntry
            autoFocus
            label={base?.label ?? name}
            hint={text.guide.addressExample(base?.example ?? '')}
            mono
            value={address}
            onChange={setAddress}
            error={wrong && text.guide.addressWrong}
          />
          {base !== undefined && base.known.length > 0 && (
            <div className={styles.known}>
              <h3>{text.guide.addressKnown}</h3>
              <ul>
                {base.known.map((known) => (
                  <li key={known}>
                    <Button
                      icon={<Server size={15} strokeWidth={1.75} aria-hidden="true" />}
                      onPress={() => onNext(known)}
                    >
                      {known}
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </DialogBody>
      <DialogActions
        aside={
          onBack && (
            <Button variant="quiet" onPress={onBack}>
              {text.back}
            </Button>
          )
        }
      >
        <Button variant="primary" type="submit">
          {text.guide.next}
        </Button>
      </DialogActions>
    </form>
  )
}
