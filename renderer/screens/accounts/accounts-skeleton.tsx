import { Skeleton } from '../../components/skeleton'
import { text } from '../../text'
import layout from '../layout.module.css'

/** Nothing is called empty before the accounts have arrived. */
export function AccountsSkeleton() {
  return (
    <div className={layout.screen} aria-busy="true">
      <header className={layout.header}>
        <h1 className={layout.title}>{text.accounts.title}</h1>
        <Skeleton width={170} />
      </header>
      <span className="visually-hidden">{text.loading}</span>
    </div>
  )
}
