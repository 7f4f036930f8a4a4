import { Skeleton } from '../../../components/skeleton'
import { text } from '../../../text'
import layout from '../../layout.module.css'
import styles from './providers-tab.module.css'

/** Of the size of a few clients, so that little moves when they come. */
export function SectionSkeleton() {
  return (
    <div className={layout.card} role="status" aria-label={text.loading}>
      {['one', 'two', 'three'].map((row) => (
        <div key={row} className={styles.row}>
          <Skeleton width={32} height={32} />
          <Skeleton width={160} />
          <Skeleton width={220} />
        </div>
      ))}
    </div>
  )
}
