import { TextArea, TextField } from 'react-aria-components'
import { Button } from '../../components/button'
import { text } from '../../text'
import styles from './body-field.module.css'

export interface BodyFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

export function BodyField({ value, onChange }: BodyFieldProps) {
  const formatted = formattedJson(value)
  const isBroken = formatted === undefined && /^\s*[[{]/.test(value)
  return (
    <TextField
      className={styles.field ?? ''}
      aria-label={text.console.bodyLabel}
      value={value}
      onChange={onChange}
    >
      <TextArea className={styles.area ?? ''} rows={5} spellCheck="false" autoComplete="off" />
      <div className={styles.below}>
        <span className={styles.warning} role="status">
          {isBroken && text.console.notJson}
        </span>
        <Button
          variant="quiet"
          isDisabled={formatted === undefined || formatted === value}
          onPress={() => {
            if (formatted !== undefined) onChange(formatted)
          }}
        >
          {text.console.format}
        </Button>
      </div>
    </TextField>
  )
}

function formattedJson(value: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(value), null, 2)
  } catch {
    return undefined
  }
}
