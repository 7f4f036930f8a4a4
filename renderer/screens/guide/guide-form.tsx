import { type FormEvent, useState } from 'react'
import type { ClientGuide, ClientTrial } from '../../../shared/client'
import type { FailureReport } from '../../../shared/failure'
import { useApp } from '../../app-context'
import { DialogActions, DialogBody } from '../../components/dialog'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { AtProvider } from './at-provider'
import type { GuideProps } from './guide'
import styles from './guide.module.css'
import { PasteClient } from './paste-client'
import { ShorterRoad } from './shorter-road'
import { SubmitButton } from './submit-button'
import { type ClientEntry, pastedClient, useClientCheck } from './use-client-check'

/** A trial, and the entry it was made with: another entry is another question. */
export interface Tried extends ClientTrial {
  readonly entry: ClientEntry
}

export function GuideForm(props: GuideProps & { readonly guide: ClientGuide }) {
  const { guide, address, current, saveLabel, onSaved, onSkip, aside } = props
  const { keyfob } = useApp()
  const [entry, setEntry] = useState<ClientEntry>({ clientId: current?.clientId ?? '', credential: '' })
  const [expires, setExpires] = useState('')
  const [complain, setComplain] = useState(false)
  const [tried, setTried] = useState<Tried | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FailureReport | null>(null)
  const check = useClientCheck(address, entry)
  const trial = tried?.entry === entry ? tried : null
  const keeps = current?.hasCredential === true && current.clientId === check?.clientId
  const asksWhen = guide.credentialExpires && (keeps || entry.credential !== '')

  async function attempt(): Promise<ClientTrial> {
    const outcome = await keyfob.tryClient(pastedClient(address, entry)).catch(asUnclear)
    setTried({ ...outcome, entry })
    return outcome
  }

  async function save() {
    // What the provider refuses is not saved unless the person insists.
    if (guide.canTry && trial === null && (await attempt()).outcome === 'refused') return
    const until = asksWhen ? Date.parse(expires) : Number.NaN
    onSaved(
      await keyfob.saveClient({
        ...pastedClient(address, entry),
        ...(Number.isNaN(until) ? {} : { credentialExpiresAt: until }),
      }),
    )
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setComplain(true)
    if (busy || entry.clientId.trim() === '' || check?.savable === false) return
    setBusy(true)
    setFailure(null)
    try {
      await save()
    } catch (error) {
      setFailure(toFailureReport(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <DialogBody>
        <div className={styles.parts}>
          {onSkip !== undefined && <ShorterRoad roads={guide.roads} onUse={onSkip} />}
          <AtProvider guide={guide} />
          <PasteClient
            guide={guide}
            entry={entry}
            onChange={setEntry}
            check={check}
            asksWhen={asksWhen}
            expires={expires}
            onExpires={setExpires}
            complain={complain}
            busy={busy}
            keeps={keeps}
            trial={trial}
            onTry={attempt}
          />
          {failure !== null && <FailureNote failure={failure} provider={guide.providerName} />}
        </div>
      </DialogBody>
      <DialogActions aside={<span className={styles.aside}>{aside}</span>}>
        <SubmitButton
          label={trial?.outcome === 'refused' ? text.guide.saveAnyway : saveLabel}
          busyLabel={text.saving}
          busy={busy}
          isDisabled={check?.savable === false}
        />
      </DialogActions>
    </form>
  )
}

/** A provider that could not be asked has said neither yes nor no. */
function asUnclear(error: unknown): ClientTrial {
  return { outcome: 'unclear', failure: toFailureReport(error) }
}
