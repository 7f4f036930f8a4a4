import { Activity as ActivityIcon } from 'lucide-react'
import { useState } from 'react'
import type { Account } from '../../../shared/account'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { useAnswer } from '../../hooks/use-answer'
import { useAsking } from '../../hooks/use-asking'
import { useNow } from '../../hooks/use-now'
import type { Place } from '../../navigation'
import { text } from '../../text'
import { WhyDialog } from '../accounts/why-dialog'
import layout from '../layout.module.css'
import { ActivityDays, ActivitySkeleton } from './activity-days'
import { ActivityFilters } from './activity-filters'
import styles from './activity-screen.module.css'
import { filterActivity } from './filter'
import { PatternNotes } from './pattern-notes'
import { findPatterns } from './patterns'
import { UsageCard } from './usage-card'

type ActivityPlace = Extract<Place, { screen: 'activity' }>

const atOnce = 150

export function ActivityScreen({ place }: { readonly place: ActivityPlace }) {
  const { keyfob, navigation } = useApp()
  const activity = useSelect((state) => state.activity)
  const { value: usage } = useAnswer(() => keyfob.listUsage({}), activity)
  const [asking, ask, close] = useAsking<Account>()
  const [limit, setLimit] = useState(atOnce)
  const now = useNow(30_000)
  const { accountId, topic } = place
  const shown = activity && filterActivity(activity, accountId, topic)
  const patterns = findPatterns(activity ?? [], now).filter(
    (pattern) => accountId === undefined || pattern.accountId === accountId,
  )

  return (
    <div className={layout.screen}>
      <header className={layout.header}>
        <h1 className={layout.title}>{text.activity.title}</h1>
        <p className={layout.summary}>{text.activity.subtitle}</p>
        {activity?.length === 0 ? null : <ActivityFilters place={place} activity={activity ?? []} />}
      </header>
      <div className={styles.top}>
        <PatternNotes
          patterns={patterns}
          now={now}
          onShow={
            accountId === undefined ? (id) => navigation.go({ screen: 'activity', accountId: id }) : undefined
          }
        />
        {activity?.length === 0 ? null : <UsageCard usage={usage} accountId={accountId} now={now} />}
      </div>
      {shown === undefined ? (
        <ActivitySkeleton />
      ) : shown.length === 0 ? (
        <Nothing isFiltered={accountId !== undefined || topic !== undefined} />
      ) : (
        <>
          <ActivityDays entries={shown.slice(0, limit)} now={now} onWhy={ask} />
          {shown.length > limit && (
            <div className={styles.older}>
              <Button onPress={() => setLimit(limit + 10 * atOnce)}>
                {text.activity.older(shown.length - limit)}
              </Button>
            </div>
          )}
        </>
      )}
      {asking !== null && <WhyDialog account={asking} onClose={close} />}
    </div>
  )
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const { navigation } = useApp()
  const picture = <ActivityIcon size={28} strokeWidth={1.5} aria-hidden="true" />
  if (!isFiltered)
    return (
      <EmptyState picture={picture} title={text.activity.empty}>
        {text.activity.emptyWords}
      </EmptyState>
    )
  return (
    <EmptyState
      picture={picture}
      title={text.activity.noMatch}
      actions={
        <Button onPress={() => navigation.replace({ screen: 'activity' })}>{text.activity.showAll}</Button>
      }
    >
      {text.activity.noMatchWords}
    </EmptyState>
  )
}
