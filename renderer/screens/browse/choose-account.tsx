import { ChevronRight, Plus, Table2 } from 'lucide-react'
import type { Account } from '../../../shared/account'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { MarkTile } from '../../components/mark-tile'
import { faceOf, whereAndWho } from '../../people'
import { text } from '../../text'
import layout from '../layout.module.css'
import styles from './choose-account.module.css'

export function ChooseAccount({ accounts }: { readonly accounts: readonly Account[] }) {
  const { commands, navigation } = useApp()
  const loaded = useSelect((state) => state.loaded)
  const providers = useSelect((state) => state.providers)

  if (loaded && accounts.length === 0)
    return (
      <EmptyState
        picture={<Table2 size={28} strokeWidth={1.5} aria-hidden="true" />}
        title={text.browse.noAccountTitle}
        actions={
          <Button
            variant="primary"
            icon={<Plus size={16} strokeWidth={1.75} aria-hidden="true" />}
            onPress={() => commands.startConnecting({})}
          >
            {text.firstRun.connect}
          </Button>
        }
      >
        {text.browse.noAccount}
      </EmptyState>
    )

  return (
    <div className={layout.screen}>
      <header className={layout.header}>
        <h1 className={layout.title}>{text.browse.title}</h1>
        <p className={layout.summary}>{text.browse.chooseWords}</p>
      </header>
      <ul className={styles.grid} aria-label={text.browse.choose}>
        {accounts.map((account) => {
          const provider = providers.find((candidate) => candidate.id === account.providerId)
          const face = faceOf(provider, account.providerId)
          return (
            <li key={account.id}>
              <button
                type="button"
                className={styles.tile}
                aria-label={account.label}
                onClick={() => navigation.go({ screen: 'browse', accountId: account.id })}
              >
                <MarkTile {...face} />
                <span className={layout.who}>
                  <span className={layout.label}>{account.label}</span>
                  <span className={layout.muted}>{whereAndWho(face.name, account)}</span>
                </span>
                <ChevronRight size={16} strokeWidth={1.75} aria-hidden="true" />
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
