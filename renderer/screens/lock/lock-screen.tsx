import { useState } from 'react'
import type { FailureReport } from '../../../shared/failure'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { Logo } from '../../components/logo'
import { toFailureReport } from '../../keyfob'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import styles from './lock-screen.module.css'

/** All there is while Keyfob is locked: the way back, and why it did not work. */
export function LockScreen() {
  const { keyfob } = useApp()
  const [failure, setFailure] = useState<FailureReport | null>(null)

  async function unlock() {
    setFailure(null)
    try {
      await keyfob.unlock({})
    } catch (error) {
      setFailure(toFailureReport(error))
    }
  }

  return (
    <main className={styles.place} tabIndex={-1}>
      <div className={styles.middle}>
        <Logo size={48} />
        <h1 className={styles.title}>{text.lock.title}</h1>
        <p className={styles.words}>{text.lock.words}</p>
        <Button variant="primary" autoFocus onPress={unlock}>
          {text.lock.unlock}
        </Button>
        {failure !== null && (
          <div className={styles.failure}>
            <FailureNote failure={failure} />
          </div>
        )}
      </div>
    </main>
  )
}
