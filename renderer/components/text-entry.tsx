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
  /** What is wrong with it, in a sentence; absent or false: nothing is. */
  readonly error?: string | false | null | undefined
}

export function TextEntry(props: TextEntryProps) {
  const { label, hint, placeholder, mono, lines, error, isInvalid, autoFocus = false, ...rest } = props
  const common = {
    className: cx(styles.input, mono && styles.mono),
    placeholder: placeholder ?? '',
    // The browser's own comes with the field. That of react-aria comes later: where one step of a dialog takes the place
    // of another, the dialog may have given the focus to its cross by then.
    autoFocus,
  }
  return (
    // Natively an invalid field would keep its form from being sent again.
    <TextField
      {...rest}
      isInvalid={isInvalid === true || Boolean(error)}
      validationBehavior="aria"
      className={styles.field ?? ''}
    >
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
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </TextField>
  )
}
