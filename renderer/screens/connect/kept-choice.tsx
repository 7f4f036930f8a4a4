import type { VaultStatus } from '../../../shared/settings'
import { Choice } from '../../components/choice'
import { MoreBelow } from '../../components/more-below'
import { text } from '../../text'
import styles from './kept-choice.module.css'

export interface KeptChoiceProps {
  readonly vault: VaultStatus | undefined
  readonly value: 'keychain' | 'session'
  readonly onChange: (value: 'keychain' | 'session') => void
}

/** Where the tokens go: a quiet line while the keychain works, a plain question when it does not. */
export function KeptChoice({ vault, value, onChange }: KeptChoiceProps) {
  const works = vault === undefined || vault.state === 'available' || vault.state === 'unknown'
  const choice = (
    <Choice
      label={text.connect.keepQuestion}
      hideLabel
      value={value}
      options={[
        {
          value: 'keychain',
          label: text.connect.keptKeychain,
          explanation: text.connect.keptKeychainWords(vault?.name ?? ''),
        },
        { value: 'session', label: text.connect.keptSession, explanation: text.connect.keptSessionWords },
      ]}
      onChange={onChange}
    />
  )
  if (works) return <MoreBelow label={text.connect.whereKept}>{choice}</MoreBelow>
  return (
    <div className={styles.question}>
      <p className={styles.warning}>{text.connect.vaultUnavailable}</p>
      {choice}
    </div>
  )
}
