import { cx } from '../../components/cx'
import { Skeleton } from '../../components/skeleton'
import { text } from '../../text'
import layout from '../layout.module.css'
import styles from './accounts-skeleton.module.css'

/** Of the names, so that they look like some. px */
const widths = [132, 96, 148]

/** Nothing is called empty before the accounts have arrived. */
export function AccountsSkeleton() {
  return (
    <div className={layout.screen} aria-busy="true">
      <header className={layout.header}>
        <h1 className={layout.title}>{text.accounts.title}</h1>
        <Skeleton width={170} />
      </header>
      <span className="visually-hidden">{text.loading}</span>
      <div className={cx(layout.card, styles.rows)}>
        {widths.map((width) => (
          <div key={width} className={styles.row}>
            <Skeleton width={32} height={32} />
            <Skeleton width={width} />
            <Skeleton width={110} />
            <Skeleton width={84} />
            <Skeleton width={72} height={28} />
          </div>
        ))}
      </div>
    </div>
  )
}
