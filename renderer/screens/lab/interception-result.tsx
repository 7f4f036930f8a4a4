import { CircleCheck, CircleMinus } from 'lucide-react'
import type { CodeAttempt, Interception } from '../../../shared/interception'
import { Badge } from '../../components/badge'
import { DialogBody } from '../../components/dialog'
import { text } from '../../text'
import styles from './interception-result.module.css'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** What was tried, what the server answered to each, and why. */
export function InterceptionResult({ interception }: { readonly interception: Interception }) {
  return (
    <DialogBody>
      <ol className={styles.attempts} aria-label={text.lab.attempts}>
        {interception.attempts.map((attempt) => (
          <Attempt key={attempt.verifier} attempt={attempt} />
        ))}
      </ol>
      <p className={styles.end}>{interception.isOver ? text.lab.over : text.lab.notOver}</p>
    </DialogBody>
  )
}

function Attempt({ attempt }: { readonly attempt: CodeAttempt }) {
  const { title, why } = text.lab.attempt[attempt.verifier]
  const isRefused = attempt.error !== undefined
  return (
    <li className={styles.attempt} data-refused={isRefused || undefined}>
      {isRefused ? <CircleMinus {...icon} /> : <CircleCheck {...icon} />}
      <div className={styles.words}>
        <p className={styles.title}>
          {title}
          <Badge tone={isRefused ? 'bad' : 'good'}>{isRefused ? text.lab.refused : text.lab.accepted}</Badge>
        </p>
        <p className={styles.answer}>{text.lab.answered(attempt)}</p>
        <p className={styles.why}>{why}</p>
      </div>
    </li>
  )
}
