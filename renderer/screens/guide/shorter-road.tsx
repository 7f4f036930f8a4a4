import type { ClientGuide } from '../../../shared/client'
import { Button } from '../../components/button'
import { text } from '../../text'
import styles from './guide.module.css'

export interface ShorterRoadProps {
  readonly roads: ClientGuide['roads']
  readonly onUse: () => void
}

/** Nobody has to register an app where a client is there already, or is made by the server. */
export function ShorterRoad({ roads, onUse }: ShorterRoadProps) {
  const shortest = roads[0]
  if (shortest === undefined || shortest === 'own') return null
  return (
    <div className={styles.shorter}>
      <p>{text.guide.shorter[shortest]}</p>
      <Button onPress={onUse}>{text.guide.shorter.use}</Button>
    </div>
  )
}
