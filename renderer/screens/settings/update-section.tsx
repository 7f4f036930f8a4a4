import { CircleArrowUp } from 'lucide-react'
import type { FoundUpdate, UpdateStatus } from '../../../shared/update'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { ProgressBar } from '../../components/progress-bar'
import { TickBox } from '../../components/tick-box'
import { dayInWords } from '../../format'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import { SettingLine } from './setting-line'
import tab from './tab.module.css'
import styles from './update-section.module.css'

/** Whether there is a newer Keyfob, and the way to it. */
export function UpdateSection() {
  const { keyfob, commands } = useApp()
  const status = useSelect((state) => state.update)
  const byItself = useSelect((state) => state.settings?.checkForUpdates) ?? false

  // The status tells how far it is. A button that waited for the end would take no press as the Stop in its place.
  const ask = (work: () => Promise<unknown>) => () => void commands.attempt(work)
  const check = ask(() => keyfob.checkForUpdate({}))
  const download = ask(() => keyfob.downloadUpdate({}))
  const restart = ask(() => keyfob.restartToUpdate({}))
  const cancel = ask(() => keyfob.cancelUpdate({}))
  if (status === undefined) return null
  const { state, found, failure, hindrance } = status
  const again = state === 'available' ? download : state === 'ready' ? restart : check
  return (
    <section className={layout.card} aria-labelledby="update-heading">
      <SettingLine
        icon={CircleArrowUp}
        id="update-heading"
        title={text.update.title}
        words={wordsOf(status, byItself)}
        isStatus
      >
        <NextStep status={status} {...{ check, download, restart, cancel }} />
      </SettingLine>
      {found !== undefined && <Detail status={status} found={found} />}
      {failure !== undefined && (
        <div className={styles.failure}>
          <FailureNote
            failure={failure}
            doers={{ try_again: again }}
            more={
              found !== undefined && (
                <Button onPress={() => commands.openWebPage(found.page)}>{text.update.openPage}</Button>
              )
            }
          />
        </div>
      )}
      {hindrance === undefined && (
        <div className={tab.below}>
          <TickBox
            label={text.update.byItself}
            explanation={text.update.byItselfWords}
            isSelected={byItself}
            onChange={(checkForUpdates) => void commands.changeSettings({ checkForUpdates })}
          />
        </div>
      )}
    </section>
  )
}

function wordsOf(status: UpdateStatus, byItself: boolean): string {
  const { way, hindrance, state, found, host = '', ...rest } = status
  const words = text.update
  if (hindrance !== undefined && way.kind !== 'package_manager') return words.hindrances[hindrance]
  const version = found?.version ?? ''
  switch (state) {
    case 'idle':
      if (way.kind === 'package_manager') return words.managed(way.name)
      if (way.kind === 'by_hand') return words.byHand(host)
      return byItself ? words.idleDaily(host) : words.idle(host)
    case 'checking':
      return words.checking
    case 'current':
      return rest.older === undefined ? words.current : words.older(rest.older)
    case 'available': {
      if (way.kind === 'package_manager')
        return `${words.availableElsewhere(version)} ${words.managed(way.name)}`
      return way.kind === 'by_hand'
        ? words.availableElsewhere(version)
        : words.available(version, found?.bytes ?? 0)
    }
    case 'downloading':
      return words.downloading(version)
    case 'ready':
      return words.ready(version)
    case 'waiting':
      return words.waiting(rest.waitsFor ?? 'sign_in')
    case 'restarting':
      return words.restarting
  }
}

interface Steps {
  readonly check: () => void
  readonly download: () => void
  readonly restart: () => void
  readonly cancel: () => void
}

function NextStep({ status, ...steps }: { readonly status: UpdateStatus } & Steps) {
  const { commands } = useApp()
  const { state, way, found, hindrance } = status
  switch (state) {
    case 'idle':
    case 'current':
      if (way.kind === 'package_manager')
        return hindrance === undefined ? (
          <Button variant="quiet" onPress={steps.check}>
            {text.update.checkAllTheSame}
          </Button>
        ) : null
      return (
        <Button isDisabled={hindrance !== undefined} onPress={steps.check}>
          {text.update.check}
        </Button>
      )
    case 'available':
      return way.kind === 'in_place' ? (
        <Button variant="primary" onPress={steps.download}>
          {text.update.download}
        </Button>
      ) : (
        <Button onPress={() => commands.openWebPage(found?.page ?? '')}>{text.update.openPage}</Button>
      )
    case 'checking':
    case 'downloading':
      return <Button onPress={steps.cancel}>{text.update.stop}</Button>
    case 'ready':
      return (
        <Button variant="primary" onPress={steps.restart}>
          {text.update.restart}
        </Button>
      )
    case 'waiting':
      return <Button onPress={steps.cancel}>{text.update.notNow}</Button>
    case 'restarting':
      return null
  }
}

function Detail({ status, found }: { readonly status: UpdateStatus; readonly found: FoundUpdate }) {
  const { version, notes, releasedAt, bytes } = found
  const received = status.received ?? 0
  return (
    <div className={styles.detail}>
      {status.state === 'downloading' && (
        <div className={styles.progress}>
          <ProgressBar label={text.update.downloading(version)} done={received} of={bytes} />
          <span>{text.update.received(received, bytes)}</span>
        </div>
      )}
      {releasedAt !== undefined && status.state === 'available' && (
        <p className={tab.note}>{text.update.released(dayInWords(releasedAt, Date.now()))}</p>
      )}
      {notes !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.notes} tabIndex={0} aria-label={text.update.notes(version)}>
          <h3>{text.update.notes(version)}</h3>
          <p>{notes}</p>
        </section>
      )}
    </div>
  )
}
