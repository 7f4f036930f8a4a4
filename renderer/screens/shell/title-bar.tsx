import { isMac } from '../../platform'
import styles from './title-bar.module.css'

/** What the window is dragged by on macOS, where it has no title bar of its own (`electron/window-frame.ts`). */
export function TitleBar() {
  return isMac() ? <div className={styles.strip} /> : null
}
