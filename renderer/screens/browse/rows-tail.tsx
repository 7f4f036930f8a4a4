import { Button } from '../../components/button'
import type { Rows } from '../../hooks/use-rows'
import { text } from '../../text'
import styles from './resource-rows.module.css'

export interface RowsTailProps {
  readonly loaded: Rows
  readonly filter: string
}

/** What stands below the last row, where there is anything to say. */
export function RowsTail({ loaded, filter }: RowsTailProps) {
  if (filter !== '' && loaded.hasMore)
    return (
      <div className={styles.more}>
        <span>{text.browse.noMatchMore}</span>
        <Button isPending={loaded.state === 'loading_more'} onPress={loaded.loadMore}>
          {text.browse.loadMore}
        </Button>
      </div>
    )
  return loaded.repeats ? <div className={styles.more}>{text.browse.repeats}</div> : null
}
