import { Lock, ShieldAlert, ShieldCheck } from 'lucide-react'
import { useApp, useSelect } from '../../app-context'
import { text } from '../../text'
import styles from './vault-line.module.css'

/** Where secrets are kept and whether that works, always in view. */
export function VaultLine() {
  const { navigation } = useApp()
  const vault = useSelect((state) => state.vault)
  if (vault === undefined) return <div className={styles.line} />

  const healthy = vault.state === 'available'
  const calm = healthy || vault.state === 'unknown'
  const Shield = calm ? ShieldCheck : ShieldAlert
  const state = text.vaultShort[vault.state]
  return (
    <button
      type="button"
      className={styles.line}
      data-tone={calm ? 'good' : 'warn'}
      title={text.vault[vault.state](vault.name)}
      onClick={() => navigation.go({ screen: 'settings', tab: 'security' })}
    >
      <Shield size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.name}>
        {vault.name}
        <span className={healthy ? 'visually-hidden' : styles.state}> {state}</span>
      </span>
      {(healthy || vault.state === 'locked') && (
        <span className={styles.lock}>
          <Lock size={15} strokeWidth={1.75} aria-hidden="true" />
        </span>
      )}
    </button>
  )
}
