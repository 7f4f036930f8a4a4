import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { RemovalStatus } from '../../../shared/removal'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { Logo } from '../../components/logo'
import { ProgressBar } from '../../components/progress-bar'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import { LivesOn } from './lives-on'
import styles from './removal-screen.module.css'

/** All there is from the moment everything is being removed: what was done, what could not be, and what can be done now. */
export function RemovalScreen({ status }: { readonly status: RemovalStatus }) {
  const { state, all, ended, accounts, foreign, failure } = status
  const keychain = useSelect((one) => one.vault?.name) ?? 'the keychain'
  const { title, words } = headOf(status, keychain)
  const proven = accounts.filter(({ outcome }) => outcome === 'proven').length
  return (
    <main className={styles.place} tabIndex={-1}>
      <div className={styles.middle}>
        <div className={styles.head} role="status">
          <Logo size={48} />
          <h1>{title}</h1>
          {words !== undefined && <p className={styles.words}>{words}</p>}
        </div>
        {state === 'revoking' && (
          <>
            <ProgressBar label={text.removal.revoking} done={ended} of={all} />
            <p className={styles.note}>{text.removal.progress(ended, all)}</p>
          </>
        )}
        {state === 'erasing' && <ProgressBar label={text.removal.erasing} done={0} />}
        {failure !== undefined && <FailureNote failure={failure} />}
        {proven > 0 && (
          <p className={styles.proven}>
            <ShieldCheck size={16} strokeWidth={1.75} aria-hidden="true" />
            {text.removal.proven(proven)}
          </p>
        )}
        <LivesOn
          accounts={accounts.filter(({ outcome }) => outcome !== 'proven' && outcome !== 'had_ended')}
        />
        <NextSteps status={status} />
        {foreign.length > 0 && <p className={styles.note}>{text.removal.foreign(foreign)}</p>}
      </div>
    </main>
  )
}

function headOf(
  { state, all, ended }: RemovalStatus,
  keychain: string,
): { readonly title: string; readonly words?: string } {
  const words = text.removal
  switch (state) {
    case 'none':
    case 'revoking':
      return { title: words.revoking }
    case 'interrupted':
      return { title: words.interrupted, words: words.interruptedWords(ended, all) }
    case 'undecided':
      return { title: words.undecided, words: words.undecidedWords }
    case 'erasing':
      return { title: words.erasing }
    case 'unerased':
      return { title: words.unerased, words: words.unerasedWords(keychain) }
    case 'removed':
      return { title: words.removed, words: words.removedWords }
  }
}

function NextSteps({ status: { state, all, ended, isResumed } }: { readonly status: RemovalStatus }) {
  const { keyfob, commands } = useApp()
  const [isSure, setSure] = useState(false)
  const words = text.removal
  const start = () => commands.attempt(() => keyfob.startRemoval({}))
  const finish = () => commands.attempt(() => keyfob.finishRemoval({}))
  const stop = () => commands.attempt(() => keyfob.stopRemoval({}))
  const afresh = async () => (await stop()) && commands.restart()
  const quit = () => commands.attempt(() => keyfob.quit({}))
  switch (state) {
    case 'none':
    case 'revoking':
    case 'erasing':
      return null
    case 'interrupted':
      return (
        <div className={styles.actions}>
          <Button autoFocus onPress={stop}>
            {words.keepRest}
          </Button>
          <Button variant="danger-solid" onPress={start}>
            {words.goOn}
          </Button>
        </div>
      )
    case 'undecided':
      return (
        <div className={styles.actions}>
          <Button onPress={stop}>{words.keepRest}</Button>
          <Button variant="danger" onPress={() => setSure(true)}>
            {words.allTheSame}
          </Button>
          <Button variant="primary" autoFocus onPress={start}>
            {words.tryAgain}
          </Button>
          {isSure && (
            <ConfirmDialog
              title={words.allTheSameTitle}
              keepLabel={words.notYet}
              confirmLabel={words.allTheSameConfirm}
              closeLabel={text.close}
              onConfirm={() => void finish()}
              onClose={() => setSure(false)}
            >
              <p>{words.allTheSameWords(all - ended)}</p>
            </ConfirmDialog>
          )}
        </div>
      )
    case 'unerased':
      return (
        <>
          <div className={styles.actions}>
            {isResumed && <Button onPress={afresh}>{words.startAfresh}</Button>}
            <Button onPress={quit}>{words.quit}</Button>
            <Button variant="primary" autoFocus onPress={finish}>
              {words.tryAgain}
            </Button>
          </div>
          {isResumed && <p className={styles.note}>{words.startAfreshWords}</p>}
        </>
      )
    case 'removed':
      return (
        <div className={styles.actions}>
          <Button variant="primary" autoFocus onPress={quit}>
            {words.quit}
          </Button>
        </div>
      )
  }
}
