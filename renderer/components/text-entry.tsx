import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components'
import { cx } from './cx'
import styles from './text-entry.module.css'

export interface TextEntryProps extends Omit<TextFieldProps, 'children' | 'className'> {
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  /** Protocol values are set in the fixed-width face. */
  readonly mono?: boolean
  readonly lines?: number
  readonly errorMessage?: string
}

export function TextEntry(props: TextEntryProps) {
  const { label, hint, placeholder, mono, lines, errorMessage, ...rest } = props
  const common = { className: cx(styles.input, mono && styles.mono), placeholder: placeholder ?? '' }
  return (
    // Natively an invalid field would keep its form from being sent again.
    <TextField {...rest} validationBehavior="aria" className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      {lines === undefined ? (
        <Input {...common} spellCheck="false" autoComplete="off" />
      ) : (
        <TextArea {...common} rows={lines} spellCheck="false" autoComplete="off" />
      )}
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{errorMessage}</FieldError>
    </TextField>
  )
}
