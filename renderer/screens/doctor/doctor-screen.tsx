import { ChevronLeft, RefreshCw } from 'lucide-react'
import type { DoctorCheck, DoctorLine } from '../../../shared/doctor'
import { useApp } from '../../app-context'
import { Button } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { Skeleton } from '../../components/skeleton'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import { DoctorRow } from './doctor-row'
import styles from './doctor-screen.module.css'
import type { Fix } from './line-words'
import { type ExaminationInWindow, useExamination } from './use-examination'

type Group = keyof typeof text.doctor.groups

const groupOf: Readonly<Record<DoctorCheck, Group>> = {
  keychain: 'computer',
  loopback4: 'computer',
  loopback6: 'computer',
  browser: 'computer',
  clock: 'network',
  proxy: 'network',
  provider: 'providers',
}
const groups: readonly Group[] = ['computer', 'network', 'providers']

/** Everything a sign-in needs, looked at while one watches, with a button for each thing that does not work. */
export function DoctorScreen() {
  const { commands, navigation } = useApp()
  const examination = useExamination()
  const { lines, state, failure, providers, start, stop } = examination

  function fix(chosen: Fix, line: DoctorLine): unknown {
    switch (chosen.kind) {
      case 'again':
        return start(providers, [line.id])
      case 'system':
        return commands.openSystemSettings(chosen.page)
      case 'network':
        return navigation.go({ screen: 'settings', tab: 'network' })
      case 'restart':
        return commands.restart()
    }
  }

  return (
    <div className={layout.screen}>
      <header className={layout.header}>
        <IconButton
          label={text.back}
          onPress={() => (navigation.canGoBack() ? navigation.back() : navigation.go({ screen: 'accounts' }))}
        >
          <ChevronLeft size={18} strokeWidth={1.75} />
        </IconButton>
        <h1 className={layout.title}>{text.doctor.title}</h1>
        <p className={layout.summary} role="status">
          {summaryOf(examination)}
        </p>
        {state === 'running' ? (
          <Button onPress={stop}>{text.doctor.cancel}</Button>
        ) : (
          <Button
            icon={<RefreshCw size={15} strokeWidth={1.75} aria-hidden="true" />}
            onPress={() => void start(providers)}
          >
            {text.doctor.again}
          </Button>
        )}
      </header>
      {failure !== undefined && <FailureNote failure={failure} />}
      <div className={styles.groups}>
        {lines.length === 0 && state === 'running' && <DoctorSkeleton />}
        {groups.map((group) => (
          <Lines key={group} group={group} lines={lines} isExamining={state === 'running'} onFix={fix} />
        ))}
        {state !== 'running' && providers === 'connected' && (
          <div className={styles.more}>
            <p>{text.doctor.everyProviderWords(lines.filter(({ check }) => check === 'provider').length)}</p>
            <Button onPress={() => void start('all')}>{text.doctor.everyProvider}</Button>
          </div>
        )}
      </div>
    </div>
  )
}

interface LinesProps {
  readonly group: Group
  readonly lines: readonly DoctorLine[]
  readonly isExamining: boolean
  readonly onFix: (fix: Fix, line: DoctorLine) => unknown
}

function Lines({ group, lines, ...rest }: LinesProps) {
  const shown = lines.filter(({ check }) => groupOf[check] === group)
  if (shown.length === 0) return null
  return (
    <section aria-labelledby={`doctor-${group}`}>
      <h2 id={`doctor-${group}`} className={styles.heading}>
        {text.doctor.groups[group]}
      </h2>
      <ul className={layout.card}>
        {shown.map((line) => (
          <DoctorRow key={line.id} line={line} {...rest} />
        ))}
      </ul>
    </section>
  )
}

/** Before main has said what it looks at. */
function DoctorSkeleton() {
  return (
    <div className={layout.card} aria-busy="true">
      {[210, 260, 180, 240].map((width) => (
        <div key={width} className={styles.row}>
          <span />
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  )
}

function summaryOf({ lines, state }: ExaminationInWindow): string {
  const ended = lines.filter((line) => line.state !== 'waiting' && line.state !== 'running').length
  if (state === 'running')
    return lines.length === 0 ? text.doctor.beginning : text.doctor.checking(ended, lines.length)
  if (state === 'stopped' || ended < lines.length) return text.doctor.stopped
  const troubles = lines.filter((line) => line.state === 'bad').length
  return troubles === 0 ? text.doctor.allWell : text.doctor.troubles(troubles)
}
