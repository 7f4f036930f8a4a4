import type { DayOfUse } from '../../../shared/activity'
import { DayBars } from '../../components/day-bars'
import { count, shortDay } from '../../format'
import { text } from '../../text'
import layout from '../layout.module.css'
import { lastDays } from './days'
import styles from './usage-card.module.css'

export interface UsageCardProps {
  /** Absent: not known yet; its place is kept. */
  readonly usage: readonly DayOfUse[] | undefined
  /** Absent: all accounts together. */
  readonly accountId: string | undefined
  readonly now: number
}

const shown = 14

/** Requests and renewals of the last days, as bars to see and as a table to hear. */
export function UsageCard({ usage = [], accountId, now }: UsageCardProps) {
  const days = lastDays(usage, now, shown, accountId)
  const words = text.activity.usage
  const figures = (['calls', 'renewals'] as const).map((what) => ({
    what,
    sum: days.reduce((sum, day) => sum + day[what], 0),
    bars: days.map((day) => ({
      key: day.day,
      value: day[what],
      tip: `${shortDay(day.at)}: ${words.amounts[what](day[what])}`,
    })),
  }))
  return (
    <section className={layout.card} aria-label={words.label}>
      <div className={styles.figures}>
        {figures.map(({ what, sum, bars }) => (
          <DayBars
            key={what}
            title={words.titles[what]}
            amount={count(sum)}
            note={words.span(shown)}
            bars={bars}
            from={shortDay(days[0]?.at ?? now)}
            to={words.today}
          />
        ))}
      </div>
      <table className="visually-hidden">
        <caption>{words.label}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.titles.calls}</th>
            <th scope="col">{words.titles.renewals}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{shortDay(day.at)}</th>
              <td>{day.calls}</td>
              <td>{day.renewals}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
