import type { DoctorLine } from '../../../shared/doctor'
import { Button } from '../../components/button'
import { Spinner } from '../../components/spinner'
import { StateDot } from '../../components/state-dot'
import { text } from '../../text'
import styles from './doctor-screen.module.css'
import { describeLine, type Fix } from './line-words'

export interface DoctorRowProps {
  readonly line: DoctorLine
  /** While others are still looked at: looking again would end that. */
  readonly isExamining: boolean
  readonly onFix: (fix: Fix, line: DoctorLine) => unknown
}

export function DoctorRow({ line, isExamining, onFix }: DoctorRowProps) {
  const { title, words, tone, fix } = describeLine(line)
  const canLookAgain = line.state === 'bad' || line.state === 'warn'
  const again: Fix = { kind: 'again', label: text.doctor.tryAgain }
  return (
    <li className={styles.row} data-state={line.state}>
      <span className={styles.state}>
        {line.state === 'running' ? (
          <>
            <Spinner size={12} />
            <span className="visually-hidden">{text.doctor.states.running}</span>
          </>
        ) : (
          <StateDot tone={tone} label={text.doctor.states[line.state]} />
        )}
      </span>
      <div className={styles.words}>
        <h3 className={styles.name}>{title}</h3>
        <p className={styles.sentence}>{words}</p>
      </div>
      <div className={styles.buttons}>
        {fix !== undefined && (
          <Button
            aria-label={text.doctor.fixOf(fix.label, title)}
            isDisabled={isExamining && fix.kind === 'again'}
            onPress={() => onFix(fix, line)}
          >
            {fix.label}
          </Button>
        )}
        {canLookAgain && fix?.kind !== 'again' && (
          <Button
            variant="quiet"
            aria-label={text.doctor.fixOf(again.label, title)}
            isDisabled={isExamining}
            onPress={() => onFix(again, line)}
          >
            {again.label}
          </Button>
        )}
      </div>
    </li>
  )
}
