import type { Account } from '../../../shared/account'
import { useApp, useSelect } from '../../app-context'
import { Picker } from '../../components/picker'
import { text } from '../../text'
import styles from './console-account.module.css'

/** Whose token the next request carries. */
export function ConsoleAccount({ account }: { readonly account: Account }) {
  const { navigation } = useApp()
  const accounts = useSelect((state) => state.accounts)
  return (
    <div className={styles.account}>
      <Picker
        label={text.console.account}
        value={account.id}
        options={accounts.map(({ id, label }) => ({ value: id, label }))}
        onChange={(accountId) => navigation.go({ screen: 'browse', accountId, console: true })}
      />
    </div>
  )
}
