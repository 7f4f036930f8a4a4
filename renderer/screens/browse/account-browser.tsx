import { Suspense, useState } from 'react'
import type { Account } from '../../../shared/account'
import type { FailureReport } from '../../../shared/failure'
import type { ResourceSummary } from '../../../shared/resource'
import { useApp, useSelect } from '../../app-context'
import { EmptyState } from '../../components/empty-state'
import { MarkTile } from '../../components/mark-tile'
import { onDemand } from '../../components/on-demand'
import { useAnswer } from '../../hooks/use-answer'
import { useCounts } from '../../hooks/use-counts'
import type { BrowsePlace } from '../../navigation'
import { faceOf, whereAndWho } from '../../people'
import { text } from '../../text'
import { ConsoleAccount } from '../console/console-account'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import styles from './account-browser.module.css'
import { useColumnLayout } from './column-layout'
import { ExportDialog } from './export-dialog'
import { FilterBar } from './filter-bar'
import { type Listing, listingOf } from './listing'
import { MissingPermission } from './missing-permission'
import { ResourceList } from './resource-list'
import { ResourceRows } from './resource-rows'

const Console = onDemand(async () => (await import('../console/console')).Console)

export interface AccountBrowserProps {
  readonly account: Account
  readonly place: BrowsePlace
  readonly resources: readonly ResourceSummary[] | undefined
  readonly failure: FailureReport | null
}

export function AccountBrowser({ account, place, resources, failure }: AccountBrowserProps) {
  const { commands, keyfob, navigation } = useApp()
  const provider = useSelect((state) => state.providers).find(
    (candidate) => candidate.id === account.providerId,
  )
  const face = faceOf(provider, account.providerId)
  const policy = useAnswer(() => keyfob.getPolicy({})).value
  const listing = place.console ? undefined : listingOf(place, resources)
  const columns = useColumnLayout(account.providerId, listing?.id)
  const [reloads, setReloads] = useState(0)
  const [isExporting, setIsExporting] = useState(false)
  const [isSettled, setIsSettled] = useState(false)
  const counts = useCounts(account.id, resources, isSettled)
  const isListed = listing !== undefined && listing.missingScopes.length === 0
  const change = (difference: Partial<BrowsePlace>) => navigation.replace({ ...place, ...difference })

  return (
    <div className={styles.browser}>
      <header className={styles.header}>
        <MarkTile {...face} />
        <div className={layout.who}>
          <h1 className={styles.title}>{account.label}</h1>
          <p className={layout.muted}>{whereAndWho(face.name, account)}</p>
        </div>
        {place.console && <ConsoleAccount account={account} />}
        {isListed && (
          <FilterBar
            listing={listing}
            layout={columns}
            value={place.filter ?? ''}
            onChange={(filter) => change({ filter })}
            onExport={() => setIsExporting(true)}
            onReload={() => setReloads(reloads + 1)}
          />
        )}
      </header>
      <div className={styles.columns}>
        <ResourceList
          resources={resources}
          current={listing?.rootId}
          counts={counts.amounts}
          onOpen={(resourceId) => navigation.go({ screen: 'browse', accountId: account.id, resourceId })}
          isConsole={place.console === true}
          onConsole={
            policy?.apiConsole === false
              ? undefined
              : () => navigation.go({ screen: 'browse', accountId: account.id, console: true })
          }
        />
        <div className={styles.content}>
          {place.console ? (
            <Suspense fallback={null}>
              <Console account={account} provider={face.name} />
            </Suspense>
          ) : failure !== null && resources === undefined ? (
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
          ) : !isListed ? (
            <MissingPermission account={account} provider={provider} listing={listing} />
          ) : (
            <ResourceRows
              key={keyOf(listing)}
              reloads={reloads}
              account={account}
              provider={face.name}
              place={place}
              listing={listing}
              layout={columns}
              onChange={change}
              onSettled={(amount) => {
                setIsSettled(true)
                if (amount !== undefined && listing.parents.length === 0) counts.note(listing.id, amount)
              }}
            />
          )}
        </div>
      </div>
      {isExporting && isListed && (
        <ExportDialog
          account={account}
          provider={face.name}
          listing={listing}
          place={place}
          hidden={columns.hidden}
          onClose={() => setIsExporting(false)}
        />
      )}
    </div>
  )
}

function keyOf({ id, parents }: Listing): string {
  return [...parents.map((parent) => parent.rowId), id].join('/')
}
