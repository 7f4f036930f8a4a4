import { Button } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { text } from '../../text'
import { TitleBar } from '../shell/title-bar'
import styles from './broken-screen.module.css'

/** In place of a window that could not be drawn. */
export function BrokenScreen({ onAgain }: { readonly onAgain: () => void }) {
  const { title, words, again } = text.broken
  return (
    <main className={styles.place} role="alert">
      <TitleBar />
      <EmptyState
        title={title}
        actions={
          <Button variant="primary" autoFocus onPress={onAgain}>
            {again}
          </Button>
        }
      >
        {words}
      </EmptyState>
    </main>
  )
}
