import { Lock } from 'lucide-react'
import type { Account } from '../../../shared/account'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { text } from '../../text'
import type { Listing } from './listing'
import styles from './missing-permission.module.css'

export interface MissingPermissionProps {
  readonly account: Account
  readonly provider: ProviderSummary | undefined
  readonly listing: Listing
}

/** Says which permission is missing and what it would allow, and asks for exactly that. */
export function MissingPermission({ account, provider, listing }: MissingPermissionProps) {
  const { commands } = useApp()
  return (
    <EmptyState
      picture={<Lock size={28} strokeWidth={1.5} aria-hidden="true" />}
      title={text.browse.missingTitle(listing.label)}
      actions={
        <Button
          variant="primary"
          onPress={() =>
            commands.startConnecting({
              providerId: account.providerId,
              accountId: account.id,
              scopes: listing.missingScopes,
            })
          }
        >
          {text.browse.askPermission}
        </Button>
      }
    >
      <p>{text.browse.missingWords(account.label)}</p>
      <ul className={styles.scopes}>
        {listing.missingScopes.map((name) => {
          const scope = provider?.scopes.find((candidate) => candidate.name === name)
          return (
            <li key={name} className={styles.scope}>
              <strong>{scope?.label ?? name}</strong>
              {scope !== undefined && <span>{scope.explanation}</span>}
            </li>
          )
        })}
      </ul>
    </EmptyState>
  )
}
