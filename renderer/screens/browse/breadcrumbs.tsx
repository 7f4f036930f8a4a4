import { ChevronRight } from 'lucide-react'
import type { Account } from '../../../shared/account'
import { useApp } from '../../app-context'
import { text } from '../../text'
import styles from './breadcrumbs.module.css'
import type { Listing } from './listing'

export function Breadcrumbs({ account, listing }: { readonly account: Account; readonly listing: Listing }) {
  const { navigation } = useApp()
  const parent = listing.parents.at(-1)
  return (
    <nav className={styles.path} aria-label={text.browse.breadcrumbs}>
      <button
        type="button"
        className={styles.link}
        onClick={() => navigation.go({ screen: 'browse', accountId: account.id, resourceId: listing.rootId })}
      >
        {listing.rootLabel}
      </button>
      <ChevronRight size={13} strokeWidth={2} aria-hidden="true" />
      <span className={styles.part} title={parent?.title}>
        {parent?.title}
      </span>
      <ChevronRight size={13} strokeWidth={2} aria-hidden="true" />
      <span className={styles.here} aria-current="page">
        {listing.label}
      </span>
    </nav>
  )
}
