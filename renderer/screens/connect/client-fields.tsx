import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { TextEntry } from '../../components/text-entry'
import { useAnswer } from '../../hooks/use-answer'
import { text } from '../../text'
import styles from './client-fields.module.css'

export interface ClientEntry {
  readonly id: string
  readonly credential: string
}

export interface ClientFieldsProps {
  readonly value: ClientEntry
  readonly onChange: (value: ClientEntry) => void
  readonly complain: boolean
  /** Both may stay empty: a client is stored already. */
  readonly optional: boolean
  readonly providerId: string
  readonly base: string | undefined
}

export function ClientFields({ value, onChange, complain, optional, providerId, base }: ClientFieldsProps) {
  const { keyfob, commands } = useApp()
  const { value: guide } = useAnswer(
    () => keyfob.getClientGuide({ providerId, ...(base === undefined ? {} : { base }) }),
    `${providerId} ${base ?? ''}`,
  )
  const docsUrl = guide?.docsUrl
  return (
    <div className={styles.fields}>
      <TextEntry
        label={text.connect.clientId}
        mono
        value={value.id}
        error={complain && value.id.trim() === '' && text.connect.clientMissing}
        onChange={(id) => onChange({ ...value, id })}
      />
      <TextEntry
        label={text.connect.clientSecret}
        hint={optional ? text.connect.clientStored : text.connect.clientHint}
        mono
        type="password"
        value={value.credential}
        error={complain && value.credential.trim() === '' && text.connect.clientMissing}
        onChange={(credential) => onChange({ ...value, credential })}
      />
      <div className={styles.docs}>
        {docsUrl !== undefined && (
          <Button variant="quiet" onPress={() => commands.openWebPage(docsUrl)}>
            {text.connect.openDocs}
          </Button>
        )}
      </div>
    </div>
  )
}
