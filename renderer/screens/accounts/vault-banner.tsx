import { ShieldAlert } from 'lucide-react'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { text } from '../../text'
import styles from './attention-banner.module.css'

/** Why no account can be used while the keychain cannot: said before a sign-in fails on it. */
export function VaultBanner() {
  const { commands, navigation } = useApp()
  const vault = useSelect((state) => state.vault)
  if (vault === undefined || vault.state === 'available' || vault.state === 'unknown') return null
  return (
    <div className={styles.banner} role="status">
      <div className={styles.line}>
        <ShieldAlert size={18} strokeWidth={1.75} aria-hidden="true" />
        <p className={styles.sentence}>{text.vault[vault.state](vault.name)}</p>
        <Button onPress={() => navigation.go({ screen: 'doctor' })}>{text.doctor.title}</Button>
        {vault.state === 'gone' ? (
          <Button variant="primary" onPress={commands.restart}>
            {text.settings.restart}
          </Button>
        ) : (
          <Button variant="primary" onPress={commands.checkVault}>
            {text.settings.check}
          </Button>
        )}
      </div>
    </div>
  )
}
