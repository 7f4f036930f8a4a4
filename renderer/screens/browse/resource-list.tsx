import { Lock } from 'lucide-react'
import type { ResourceSummary } from '../../../shared/resource'
import { ResourceIcon } from '../../components/resource-icon'
import { Skeleton } from '../../components/skeleton'
import { text } from '../../text'
import styles from './resource-list.module.css'

export interface ResourceListProps {
  readonly resources: readonly ResourceSummary[] | undefined
  readonly current: string | undefined
  /** How many rows there are, where it is known by now. */
  readonly counts: ReadonlyMap<string, string>
  readonly onOpen: (resourceId: string) => void
}

export function ResourceList({ resources, current, counts, onOpen }: ResourceListProps) {
  return (
    <nav className={styles.list} aria-label={text.browse.resources}>
      <ul className={styles.items}>
        {resources === undefined &&
          [86, 70, 94, 62].map((width) => (
            <li key={width} className={styles.placeholder} aria-hidden="true">
              <Skeleton width={width} />
            </li>
          ))}
        {resources?.map(({ id, label, icon, missingScopes }) => {
          const locked = missingScopes.length > 0
          return (
            <li key={id} aria-label={label}>
              <button
                type="button"
                className={styles.item}
                aria-label={locked ? `${label}, ${text.browse.missing}` : label}
                aria-current={id === current ? 'true' : undefined}
                data-locked={locked || undefined}
                title={locked ? text.browse.missing : label}
                onClick={() => onOpen(id)}
              >
                <ResourceIcon name={icon} />
                <span className={styles.label}>{label}</span>
                {locked ? (
                  <Lock size={14} strokeWidth={1.75} aria-hidden="true" />
                ) : (
                  <span className={styles.count}>{counts.get(id)}</span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
