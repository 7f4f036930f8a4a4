import { type FormEvent, useEffect, useState } from 'react'
import type { CustomProvider } from '../../../shared/custom-provider'
import type { FailureReport } from '../../../shared/failure'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { DialogActions, DialogBody } from '../../components/dialog'
import { MoreBelow } from '../../components/more-below'
import { TextEntry } from '../../components/text-entry'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { SubmitButton } from '../guide/submit-button'
import { AccountFields } from './account-fields'
import styles from './custom-provider.module.css'
import { type Draft, type DraftErrors, type DraftField, fieldOf, readDraft } from './draft'
import { EndpointFields } from './endpoint-fields'
import { ProtocolFields } from './protocol-fields'

export interface CustomFormProps {
  readonly start: Draft
  readonly failure: FailureReport | null
  readonly saving: boolean
  readonly saveLabel: string
  readonly onBack?: (() => void) | undefined
  readonly onSave: (provider: CustomProvider) => void
}

/** One part of the form: it shows the draft, tells what changed, and says what is wrong with it. */
export interface DraftPartProps {
  readonly draft: Draft
  readonly change: (change: Partial<Draft>) => void
  /** For a text field of this name. */
  readonly field: (name: DraftField) => { readonly error: string | undefined }
}

/** Everything about a provider of one's own, to be entered or changed by hand. */
export function CustomForm({ start, failure, saving, saveLabel, onBack, onSave }: CustomFormProps) {
  const [draft, setDraft] = useState(start)
  const [complain, setComplain] = useState(false)
  const [showsProtocol, setShowsProtocol] = useState(false)
  const read = readDraft(draft)
  const errors: DraftErrors = { ...refusedField(failure), ...(complain ? read.errors : {}) }
  const words = text.customProvider

  const part: DraftPartProps = {
    draft,
    change: (change) => setDraft({ ...draft, ...change }),
    field: (name) => ({ error: errors[name] }),
  }

  // Only the person folds it: a field that went away once it is right would take the focus with it.
  useEffect(() => {
    if (isOfProtocol(refusedField(failure))) setShowsProtocol(true)
  }, [failure])

  function submit(event: FormEvent) {
    event.preventDefault()
    setComplain(true)
    if (isOfProtocol(read.errors ?? {})) setShowsProtocol(true)
    if (!saving && read.provider !== undefined) onSave(read.provider)
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <DialogBody>
        <div className={styles.parts}>
          <TextEntry
            autoFocus
            label={words.name}
            hint={words.nameHint}
            value={draft.name}
            onChange={(name) => part.change({ name })}
            {...part.field('name')}
          />
          <TextEntry
            label={words.issuer}
            mono
            value={draft.issuer}
            onChange={(issuer) => part.change({ issuer })}
            {...part.field('issuer')}
          />
          <Choice
            label={words.kind}
            value={draft.kind}
            options={(['discovery', 'endpoints'] as const).map((value) => ({ value, ...words.kinds[value] }))}
            onChange={(kind) => part.change({ kind })}
          />
          {draft.kind === 'endpoints' && <EndpointFields {...part} />}
          <AccountFields {...part} />
          <MoreBelow label={words.advanced} isOpen={showsProtocol} onChange={setShowsProtocol}>
            <ProtocolFields {...part} />
          </MoreBelow>
          {failure !== null && fieldOf(failure.facts.subject) === undefined && (
            <FailureNote failure={failure} />
          )}
        </div>
      </DialogBody>
      <DialogActions
        aside={
          onBack !== undefined && (
            <span className={styles.aside}>
              <Button variant="quiet" onPress={onBack}>
                {text.back}
              </Button>
            </span>
          )
        }
      >
        <SubmitButton label={saveLabel} busyLabel={text.saving} busy={saving} />
      </DialogActions>
    </form>
  )
}

function isOfProtocol({ origins, port, path }: DraftErrors): boolean {
  return [origins, port, path].some((error) => error !== undefined)
}

function refusedField(failure: FailureReport | null): DraftErrors {
  const field = failure?.code === 'bad_request' ? fieldOf(failure.facts.subject) : undefined
  return field === undefined ? {} : { [field]: text.customProvider.wrong.refused }
}
