import { Skeleton } from '../../components/skeleton'
import { text } from '../../text'
import layout from '../layout.module.css'

/** Stands in for a screen whose code or data is still on its way. */
export function ScreenSkeleton() {
  return (
    <div className={layout.screen} aria-busy="true">
      <span className="visually-hidden">{text.loading}</span>
      <div className={layout.header}>
        <Skeleton width={120} height={20} />
      </div>
    </div>
  )
}
