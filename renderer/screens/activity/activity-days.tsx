import type { Account } from '../../../shared/account'
import type { ActivityEntry } from '../../../shared/activity'
import { Skeleton } from '../../components/skeleton'
import { dayInWords } from '../../format'
import layout from '../layout.module.css'
import { ActivityRow } from './activity-row'
import styles from './activity-screen.module.css'

interface ActivityDaysProps {
  readonly entries: readonly ActivityEntry[]
  readonly now: number
  readonly onWhy: (account: Account) => void
}

export function ActivityDays({ entries, now, onWhy }: ActivityDaysProps) {
  return byDay(entries, now).map(({ day, entries }) => (
    <section key={day} className={styles.day} aria-label={day}>
      <h2 className={styles.heading}>{day}</h2>
      <ul className={layout.card}>
        {entries.map((entry) => (
          <ActivityRow key={entry.id} entry={entry} onWhy={onWhy} />
        ))}
      </ul>
    </section>
  ))
}

export function ActivitySkeleton() {
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
  const day = dayInWords(at, now).replace(/^on /, '')
  return day[0]?.toUpperCase() + day.slice(1)
}
