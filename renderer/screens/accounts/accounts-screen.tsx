import { Plus, Search } from 'lucide-react'
import { Suspense, useCallback, useState } from 'react'
import type { Account } from '../../../shared/account'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { onDemand } from '../../components/on-demand'
import { SearchBox } from '../../components/search-box'
import { useAsking } from '../../hooks/use-asking'
import { useNow } from '../../hooks/use-now'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import { AccountGroups } from './account-groups'
import { type Question, useAccountHandlers } from './account-handlers'
import styles from './accounts-screen.module.css'
import { AccountsSkeleton } from './accounts-skeleton'
import { AttentionBanner } from './attention-banner'
import { findAccounts } from './find'
import { FirstRun } from './first-run'
import { groupByProvider, sandboxOf } from './group'
import { useWantedAccount } from './use-wanted-account'
import { VaultBanner } from './vault-banner'

export const AccountDialog = onDemand(async () => (await import('./account-dialog')).AccountDialog)

type Asking = { readonly about: Question; readonly account: Account }

export function AccountsScreen() {
  const { commands } = useApp()
  const loaded = useSelect((state) => state.loaded)
  const loadFailure = useSelect((state) => state.loadFailure)
  const accounts = useSelect((state) => state.accounts)
  const providers = useSelect((state) => state.providers)
  const [asking, setAsking, close] = useAsking<Asking>()
  const [query, setQuery] = useState('')
  const [told, setTold] = useState('')
  const now = useNow(10_000)
  const ask = useCallback((about: Question, account: Account) => setAsking({ about, account }), [setAsking])
  const handlers = useAccountHandlers(ask, setTold)
  useWantedAccount(useCallback(() => setQuery(''), []))

  const connect = () => commands.startConnecting({})
  if (!loaded) return <AccountsSkeleton />
  if (loadFailure !== undefined && accounts.length === 0)
    return (
      <div className={layout.screen}>
        <FailureNote failure={loadFailure} />
      </div>
    )
  if (accounts.length === 0)
    return (
      <div className={layout.screen}>
        <VaultBanner />
        <FirstRun
          onConnect={connect}
          onSandbox={() => commands.startConnecting({ providerId: sandboxOf(providers) ?? 'sandbox' })}
          providers={providers}
        />
      </div>
    )

  const groups = groupByProvider(accounts, providers)
  const found = findAccounts(groups, query)

  return (
    <div className={layout.screen}>
      <header className={layout.header}>
        <h1 className={layout.title}>{text.accounts.title}</h1>
        <p className={layout.summary}>
          {text.accounts.summary(
            accounts.length,
            new Set(accounts.map((account) => account.providerId)).size,
          )}
        </p>
        {accounts.length > 1 && (
          <SearchBox
            className={styles.search ?? ''}
            label={text.accounts.search}
            placeholder={text.accounts.search}
            clearLabel={text.clear}
            icon={<Search size={16} strokeWidth={1.75} aria-hidden="true" />}
            value={query}
            onChange={setQuery}
          />
        )}
        <Button variant="primary" icon={<Plus size={16} strokeWidth={1.75} />} onPress={connect}>
          {text.accounts.connect}
        </Button>
      </header>
      <VaultBanner />
      <AttentionBanner accounts={accounts} providers={providers} now={now} handlers={handlers} />
      {found.length === 0 ? (
        <EmptyState
          picture={<Search size={28} strokeWidth={1.5} aria-hidden="true" />}
          title={text.accounts.nothingFound(query.trim())}
          actions={<Button onPress={() => setQuery('')}>{text.accounts.showAll}</Button>}
        >
          {text.accounts.nothingFoundWords}
        </EmptyState>
      ) : (
        <AccountGroups
          groups={found}
          whole={found === groups ? groups : undefined}
          now={now}
          onArrange={commands.arrange}
          handlers={handlers}
        />
      )}
      <p className="visually-hidden" role="status">
        {told}
      </p>
      {asking !== null && (
        <Suspense fallback={null}>
          <AccountDialog {...asking} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
