import { useState } from 'react'
import type { Account } from '../../../shared/account'
import type { FailureReport } from '../../../shared/failure'
import type { ResourceSummary } from '../../../shared/resource'
import { useApp, useSelect } from '../../app-context'
import { EmptyState } from '../../components/empty-state'
import { MarkTile } from '../../components/mark-tile'
import { count } from '../../format'
import type { Place } from '../../navigation'
import { faceOf, whereAndWho } from '../../people'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import styles from './account-browser.module.css'
import { FilterBar } from './filter-bar'
import { type Listing, listingOf } from './listing'
import { MissingPermission } from './missing-permission'
import { ResourceList } from './resource-list'
import { ResourceRows } from './resource-rows'

export interface AccountBrowserProps {
  readonly account: Account
  readonly place: Extract<Place, { screen: 'browse' }>
  readonly resources: readonly ResourceSummary[] | undefined
  readonly failure: FailureReport | null
}

export function AccountBrowser({ account, place, resources, failure }: AccountBrowserProps) {
  const { commands, navigation } = useApp()
  const provider = useSelect((state) => state.providers).find(
    (candidate) => candidate.id === account.providerId,
  )
  const face = faceOf(provider, account.providerId)
  const listing = listingOf(place, resources)
  const [filter, setFilter] = useState('')
  const [reloads, setReloads] = useState(0)
  const [counts, setCounts] = useState<ReadonlyMap<string, string>>(new Map())
  const open = (resourceId: string) => {
    setFilter('')
    navigation.go({ screen: 'browse', accountId: account.id, resourceId })
  }

  return (
    <div className={styles.browser}>
      <header className={styles.header}>
        <MarkTile {...face} />
        <div className={layout.who}>
          <h1 className={styles.title}>{account.label}</h1>
          <p className={layout.muted}>{whereAndWho(face.name, account)}</p>
        </div>
        {listing !== undefined && listing.missingScopes.length === 0 && (
          <FilterBar
            label={listing.label}
            value={filter}
            onChange={setFilter}
            onReload={() => setReloads(reloads + 1)}
          />
        )}
      </header>
      <div className={styles.columns}>
        <ResourceList
          resources={resources}
          current={listing?.rootId}
          counts={countsOf(resources, counts)}
          onOpen={open}
        />
        <div className={styles.content}>
          {failure !== null && resources === undefined ? (
            <div className={styles.note}>
              <FailureNote
                failure={failure}
                provider={face.name}
                doers={{ try_again: () => commands.loadResources(account.id) }}
              />
            </div>
          ) : listing === undefined ? (
            resources !== undefined && (
              <EmptyState title={text.browse.noResources}>{text.browse.noResourcesWords}</EmptyState>
            )
          ) : listing.missingScopes.length > 0 ? (
            <MissingPermission account={account} provider={provider} listing={listing} />
          ) : (
            <ResourceRows
              key={`${keyOf(listing)}#${reloads}`}
              account={account}
              provider={face.name}
              listing={listing}
              filter={filter}
              onFilter={setFilter}
              onCount={(amount) => {
                if (listing.parents.length === 0 && counts.get(listing.id) !== amount)
                  setCounts(new Map(counts).set(listing.id, amount))
              }}
            />
          )}
        </div>
      </div>
    </div>
  )
}

/** What was counted while looking wins over what the server said before. */
function countsOf(
  resources: readonly ResourceSummary[] | undefined,
  counted: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const told = (resources ?? []).flatMap(({ id, total }) =>
    total === undefined ? [] : [[id, count(total)] as const],
  )
  return new Map([...told, ...counted])
}

function keyOf({ id, parents }: Listing): string {
  return [...parents.map((parent) => parent.rowId), id].join('/')
}
