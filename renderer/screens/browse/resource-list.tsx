import { Lock, SquareTerminal } from 'lucide-react'
import type { ResourceSummary } from '../../../shared/resource'
import { onPress } from '../../components/on-press'
import { ResourceIcon } from '../../components/resource-icon'
import { Skeleton } from '../../components/skeleton'
import { count } from '../../format'
import { text } from '../../text'
import styles from './resource-list.module.css'

export interface ResourceListProps {
  readonly resources: readonly ResourceSummary[] | undefined
  readonly current: string | undefined
  /** How many rows there are, where it is known by now. */
  readonly counts: ReadonlyMap<string, number>
  readonly onOpen: (resourceId: string) => void
  readonly isConsole: boolean
  /** Absent: the console is not allowed here. */
  readonly onConsole?: (() => void) | undefined
}

export function ResourceList(props: ResourceListProps) {
  const { resources, current, counts, onOpen, isConsole, onConsole } = props
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
          const amount = counts.get(id)
          return (
            <li key={id} aria-label={label}>
              <button
                type="button"
                className={styles.item}
                aria-label={locked ? `${label}, ${text.browse.missing}` : label}
                aria-current={id === current ? 'true' : undefined}
                data-locked={locked || undefined}
                title={locked ? text.browse.missing : label}
                {...onPress(() => onOpen(id))}
              >
                <ResourceIcon name={icon} />
                <span className={styles.label}>{label}</span>
                {locked ? (
                  <Lock size={14} strokeWidth={1.75} aria-hidden="true" />
                ) : (
                  <span className={styles.count}>{amount === undefined ? '' : count(amount)}</span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
      {onConsole && (
        <div className={styles.more}>
          <h2 className={styles.heading}>{text.console.heading}</h2>
          <button
            type="button"
            className={styles.item}
            aria-current={isConsole ? 'true' : undefined}
            onClick={onConsole}
          >
            <SquareTerminal size={16} strokeWidth={1.75} aria-hidden="true" />
            <span className={styles.label}>{text.console.open}</span>
          </button>
        </div>
      )}
    </nav>
  )
}
