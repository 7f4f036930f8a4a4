import { Activity as ActivityIcon } from 'lucide-react'
import type { ActivityEntry } from '../../../shared/activity'
import { useApp, useSelect } from '../../app-context'
import { EmptyState } from '../../components/empty-state'
import { Picker } from '../../components/picker'
import { Skeleton } from '../../components/skeleton'
import { dateOf, dayInWords } from '../../format'
import { useNow } from '../../hooks/use-now'
import type { Place } from '../../navigation'
import { text } from '../../text'
import layout from '../layout.module.css'
import { ActivityRow } from './activity-row'
import styles from './activity-screen.module.css'

const everyone = 'everyone'

export function ActivityScreen({ place }: { readonly place: Extract<Place, { screen: 'activity' }> }) {
  const { navigation } = useApp()
  const activity = useSelect((state) => state.activity)
  const accounts = useSelect((state) => state.accounts)
  const now = useNow(30_000)
  const shown = activity?.filter(
    (entry) => place.accountId === undefined || entry.accountId === place.accountId,
  )

  return (
    <div className={layout.screen}>
      <header className={layout.header}>
        <h1 className={layout.title}>{text.activity.title}</h1>
        <p className={layout.summary}>{text.activity.subtitle}</p>
        <Picker
          label={text.activity.filter}
          value={place.accountId ?? everyone}
          options={[
            { value: everyone, label: text.activity.everyone },
            ...optionsOf(accounts, activity ?? []),
          ]}
          onChange={(value) =>
            navigation.replace(
              value === everyone ? { screen: 'activity' } : { screen: 'activity', accountId: value },
            )
          }
        />
      </header>
      {shown === undefined ? (
        <ActivitySkeleton />
      ) : shown.length === 0 ? (
        <EmptyState
          picture={<ActivityIcon size={28} strokeWidth={1.5} aria-hidden="true" />}
          title={text.activity.empty}
        >
          {text.activity.emptyWords}
        </EmptyState>
      ) : (
        byDay(shown, now).map(({ day, entries }) => (
          <section key={day} className={styles.day} aria-label={day}>
            <h2 className={styles.heading}>{day}</h2>
            <ul className={layout.card}>
              {entries.map((entry) => (
                <ActivityRow key={entry.id} entry={entry} />
              ))}
            </ul>
          </section>
        ))
      )}
    </div>
  )
}

function ActivitySkeleton() {
  return (
    <div className={layout.card} aria-busy="true">
      {[180, 240, 150, 210].map((width) => (
        <div key={width} className={styles.placeholder}>
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  )
}

interface Day {
  readonly day: string
  readonly entries: readonly ActivityEntry[]
}

function byDay(activity: readonly ActivityEntry[], now: number): readonly Day[] {
  const days = new Map<string, ActivityEntry[]>()
  for (const entry of activity.toSorted((one, other) => other.at - one.at)) {
    const day = headingOf(entry.at, now)
    const entries = days.get(day)
    if (entries) entries.push(entry)
    else days.set(day, [entry])
  }
  return [...days].map(([day, entries]) => ({ day, entries }))
}

function headingOf(at: number, now: number): string {
  const day = dayInWords(at, now)
  if (!day.startsWith('on ')) return day[0]?.toUpperCase() + day.slice(1)
  return dateOf(at)
}

/** Accounts that are here, and those that are gone but left a story. */
function optionsOf(
  accounts: readonly { readonly id: string; readonly label: string }[],
  activity: readonly ActivityEntry[],
) {
  const labels = new Map(accounts.map((account) => [account.id, account.label]))
  for (const { accountId, label } of activity)
    if (accountId !== undefined && label !== undefined && !labels.has(accountId)) labels.set(accountId, label)
  return [...labels].map(([value, label]) => ({ value, label }))
}
