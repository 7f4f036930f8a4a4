import { History, Terminal } from 'lucide-react'
import type { ApiAddress, ConsoleEntry } from '../../../shared/api-console'
import { consoleMethods } from '../../../shared/api-console'
import { Button } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { Picker } from '../../components/picker'
import type { ConsoleDraft } from '../../console-draft'
import { useKey } from '../../hooks/use-key'
import { text } from '../../text'
import { AddressField } from './address-field'
import styles from './request-form.module.css'
import { RequestParts } from './request-parts'

export interface RequestFormProps {
  readonly draft: ConsoleDraft
  readonly onChange: (difference: Partial<ConsoleDraft>) => void
  /** The usual one first. */
  readonly origins: readonly string[]
  readonly addresses: readonly ApiAddress[]
  readonly asked: readonly ConsoleEntry[]
  readonly isSending: boolean
  readonly onSend: () => void
  readonly onCancel: () => void
  readonly onCurl: () => Promise<unknown>
  readonly historyShown: boolean
  readonly onHistory: () => void
}

const methods = consoleMethods.map((method) => ({ value: method, label: method }))

export function RequestForm(props: RequestFormProps) {
  const { draft, onChange, origins, isSending, onSend, onCancel, onCurl, historyShown, onHistory } = props
  useKey({ key: 'Enter', command: true }, onSend)
  const isEmpty = draft.address.trim() === ''
  return (
    <div className={styles.form}>
      <div className={styles.line}>
        <div className={styles.method}>
          <Picker
            label={text.console.method}
            value={draft.method}
            options={methods}
            onChange={(value) => {
              const method = consoleMethods.find((one) => one === value)
              if (method !== undefined) onChange({ method })
            }}
          />
        </div>
        <AddressField
          value={draft.address}
          onChange={(address) => onChange({ address })}
          onSend={onSend}
          addresses={props.addresses}
          asked={props.asked}
          origins={origins}
        />
        {isSending ? (
          <Button className={styles.send ?? ''} onPress={onCancel}>
            {text.console.cancel}
          </Button>
        ) : (
          <Button className={styles.send ?? ''} variant="primary" isDisabled={isEmpty} onPress={onSend}>
            {text.console.send}
          </Button>
        )}
        <IconButton label={text.console.curl} bordered isDisabled={isEmpty} onPress={() => void onCurl()}>
          <Terminal size={15} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
        <IconButton label={text.console.history} bordered aria-pressed={historyShown} onPress={onHistory}>
          <History size={15} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </div>
      <p className={styles.hint}>
        {origins[0] === undefined
          ? '\u00a0'
          : origins.length === 1
            ? text.console.goesTo(origins[0])
            : text.console.goesToOnly(origins)}
      </p>
      <RequestParts draft={draft} onChange={onChange} />
    </div>
  )
}
