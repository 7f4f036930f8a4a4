import type { Column } from '../../../shared/resource'
import { tracksOf } from '../../components/grid-column'
import { Skeleton } from '../../components/skeleton'
import { useLate } from '../../hooks/use-late'
import { text } from '../../text'
import { columnsOf } from './cells'
import styles from './rows-skeleton.module.css'

const widths = [92, 74, 108, 66, 120, 84, 98, 70, 112, 80, 90, 64]

/** The table before its rows: same header, same row height. Most lists are there before bars could be of any use. */
export function RowsSkeleton({ columns }: { readonly columns: readonly Column[] }) {
  const tracks = columnsOf(columns)
  const isSlow = useLate(120)
  return (
    <div
      className={styles.skeleton}
      style={tracksOf(tracks)}
      aria-busy="true"
      role="status"
      aria-label={text.loading}
    >
      <div className={styles.head}>
        {tracks.map((column) => (
          <span key={column.key} className={styles.label} data-end={column.alignEnd || undefined}>
            {column.label}
          </span>
        ))}
      </div>
      {(isSlow ? widths : []).map((width) => (
        <div key={width} className={styles.row}>
          {tracks.map((column, index) => (
            <span key={column.key} data-end={column.alignEnd || undefined}>
              <Skeleton width={index === 0 ? width : 52} />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
