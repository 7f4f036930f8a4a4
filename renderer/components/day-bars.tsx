import styles from './day-bars.module.css'

export interface DayBar {
  readonly key: string
  readonly value: number
  /** What a pointer over the bar is told. */
  readonly tip: string
}

export interface DayBarsProps {
  readonly title: string
  readonly amount: string
  readonly note: string
  readonly bars: readonly DayBar[]
  readonly from: string
  readonly to: string
}

const height = 44
const step = 20
const width = 12

/** One bar a day under a sum. A picture only: who draws it also gives the numbers as a table. */
export function DayBars({ title, amount, note, bars, from, to }: DayBarsProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  const whole = bars.length * step - (step - width)
  return (
    <div className={styles.figure} aria-hidden="true">
      <p className={styles.words}>
        <span className={styles.title}>{title}</span>
        <span className={styles.amount}>{amount}</span>
        <span className={styles.note}>{note}</span>
      </p>
      <svg
        className={styles.bars}
        aria-hidden="true"
        viewBox={`0 0 ${whole} ${height}`}
        preserveAspectRatio="none"
      >
        {bars.map((bar, index) => {
          const long = bar.value === 0 ? 1.5 : Math.max(4, (bar.value / most) * height)
          return (
            <g key={bar.key} className={styles.day} data-empty={bar.value === 0 || undefined}>
              <title>{bar.tip}</title>
              <rect className={styles.target} x={index * step} y={0} width={width} height={height} />
              <rect
                x={index * step}
                y={height - long}
                width={width}
                height={long}
                rx={bar.value === 0 ? 0.5 : 2}
              />
            </g>
          )
        })}
      </svg>
      <p className={styles.axis}>
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </div>
  )
}
