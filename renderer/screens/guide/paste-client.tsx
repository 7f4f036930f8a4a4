import { CircleCheck, CircleHelp } from 'lucide-react'
import type { ClientCheck, ClientGuide, ClientTrial, PasteFinding } from '../../../shared/client'
import { Button } from '../../components/button'
import { TextEntry } from '../../components/text-entry'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { Findings } from './findings'
import styles from './guide.module.css'
import type { ClientEntry } from './use-client-check'

export interface PasteClientProps {
  readonly guide: ClientGuide
  readonly entry: ClientEntry
  readonly onChange: (entry: ClientEntry) => void
  readonly check: ClientCheck | null
  /** Whether there is a secret that may run out. */
  readonly asksWhen: boolean
  /** As a date field has it: "2027-03-01", or empty. */
  readonly expires: string
  readonly onExpires: (day: string) => void
  readonly complain: boolean
  /** It is being saved as it stands. */
  readonly busy: boolean
  /** An empty secret means the one that is kept already. */
  readonly keeps: boolean
  readonly trial: ClientTrial | null
  readonly onTry: () => Promise<unknown>
}

/** The half of the guide that happens here: two values, looked at while they are pasted, and tried. */
export function PasteClient(props: PasteClientProps) {
  const { guide, entry, onChange, check, complain, busy, keeps, trial, onTry } = props
  const idLabel = guide.clientIdLabel
  const secretLabel = guide.credentialLabel
  const wanted = guide.credential !== 'not_wanted'
  const about = (field: PasteFinding['field']) =>
    (check?.findings ?? []).filter(
      (finding) => finding.field === field && !(keeps && finding.what === 'credential_missing'),
    )
  const missing = complain && entry.clientId.trim() === ''

  return (
    <section className={styles.part} aria-labelledby="guide-here">
      <h3 id="guide-here">{text.guide.here}</h3>
      <div>
        <TextEntry
          label={idLabel}
          mono
          isReadOnly={busy}
          value={entry.clientId}
          onChange={(clientId) => onChange({ ...entry, clientId })}
          isInvalid={has(about('clientId'), 'wrong')}
          error={missing && text.guide.idMissing}
          aria-describedby="findings-id"
        />
        <Findings
          id="findings-id"
          label={idLabel}
          findings={about('clientId')}
          looked={check !== null && check.clientId !== ''}
        />
      </div>
      {wanted ? (
        <div>
          <TextEntry
            label={guide.credential === 'optional' ? text.guide.optional(secretLabel) : secretLabel}
            hint={keeps ? text.guide.secretKept : text.guide.secretGoes}
            mono
            type="password"
            isReadOnly={busy}
            value={entry.credential}
            onChange={(credential) => onChange({ ...entry, credential })}
            isInvalid={has(about('credential'), 'wrong')}
            aria-describedby="findings-secret"
          />
          <Findings
            id="findings-secret"
            label={secretLabel}
            findings={about('credential')}
            looked={check !== null && entry.credential !== ''}
          />
        </div>
      ) : (
        <p className={styles.muted}>{text.guide.secretNotWanted(secretLabel)}</p>
      )}
      {wanted && props.asksWhen && (
        <TextEntry
          label={text.guide.expires}
          hint={text.guide.expiresHint}
          type="date"
          isReadOnly={busy}
          value={props.expires}
          onChange={props.onExpires}
        />
      )}
      {guide.canTry ? (
        <Trial
          provider={guide.providerName}
          trial={trial}
          onTry={onTry}
          possible={check?.savable === true && check.clientId !== ''}
        />
      ) : (
        <p className={styles.muted}>{text.guide.cannotTry}</p>
      )}
    </section>
  )
}

interface TrialProps {
  readonly provider: string
  readonly trial: ClientTrial | null
  readonly possible: boolean
  readonly onTry: () => Promise<unknown>
}

function Trial({ provider, trial, possible, onTry }: TrialProps) {
  const explained = trial?.outcome === 'refused' && trial.failure !== undefined
  return (
    <>
      <div className={styles.try}>
        <Button onPress={onTry} isDisabled={!possible}>
          {text.guide.try}
        </Button>
        <p className={styles.verdict} data-outcome={trial?.outcome} role="status">
          {trial?.outcome === 'accepted' && <CircleCheck size={15} strokeWidth={2} aria-hidden="true" />}
          {trial?.outcome === 'unclear' && <CircleHelp size={15} strokeWidth={2} aria-hidden="true" />}
          {trial !== null && !explained && text.guide.trials[trial.outcome](provider)}
        </p>
      </div>
      {trial?.failure !== undefined && <FailureNote failure={trial.failure} provider={provider} />}
    </>
  )
}

function has(findings: readonly PasteFinding[], weight: PasteFinding['weight']): boolean {
  return findings.some((finding) => finding.weight === weight)
}
