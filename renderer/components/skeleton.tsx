import type { CSSProperties } from 'react'
import styles from './skeleton.module.css'

/** A grey bar of the size of what is coming, so that nothing moves when it comes. */
export function Skeleton({
  width,
  height = 10,
}: {
  readonly width: number | string
  readonly height?: number
}) {
  const style: CSSProperties = { width, height }
  return <span className={styles.bar} style={style} aria-hidden="true" />
}
