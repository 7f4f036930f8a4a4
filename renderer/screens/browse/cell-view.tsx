import type { Cell, ColumnType } from '../../../shared/resource'
import { StateDot } from '../../components/state-dot'
import styles from './cell-view.module.css'
import { cellText, toneOf } from './cells'

export interface CellViewProps {
  readonly value: Cell
  readonly type: ColumnType
}

export function CellView({ value, type }: CellViewProps) {
  const words = cellText(value, type)
  if (type === 'state' && value !== null)
    return (
      <span className={styles.state} title={words}>
        <StateDot tone={toneOf(value)} />
        {words}
      </span>
    )
  return <span title={words}>{type === 'link' ? words.replace(/^https?:\/\/(www\.)?/, '') : words}</span>
}
