import type { RemovedAccount } from '../../../shared/removal'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { text } from '../../text'
import layout from '../layout.module.css'
import styles from './removal-screen.module.css'

/** Accounts that were not ended with proof, and where a person ends each by hand. */
export function LivesOn({ accounts }: { readonly accounts: readonly RemovedAccount[] }) {
  const { commands } = useApp()
  const providers = useSelect((state) => state.providers)
  if (accounts.length === 0) return null
  const nameOf = (id: string) => providers.find((provider) => provider.id === id)?.name ?? id
  return (
    <section className={layout.card} aria-labelledby="lives-on-heading">
      <div className={styles.list}>
        <h2 id="lives-on-heading">{text.removal.livesOn}</h2>
        <ul>
          {accounts.map((account) => {
            const { accountId, providerId, label, outcome, manualUrl } = account
            return (
              <li key={accountId} className={styles.row}>
                <div className={styles.about}>
                  <span className={styles.name}>
                    {nameOf(providerId)} · {label}
                  </span>
                  <p>
                    {text.removal.outcomes[outcome](account)}
                    {manualUrl === undefined && outcome !== 'accepted' && ` ${text.removal.noPage}`}
                  </p>
                </div>
                {manualUrl !== undefined && (
                  <Button
                    aria-label={text.removal.byHand(label)}
                    onPress={() => commands.openWebPage(manualUrl)}
                  >
                    {text.removal.byHandShort}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
