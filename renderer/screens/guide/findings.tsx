import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import type { PasteFinding } from '../../../shared/client'
import { text } from '../../text'
import styles from './findings.module.css'

const icon = { size: 14, strokeWidth: 2, 'aria-hidden': true } as const
const icons: Readonly<Record<PasteFinding['weight'], React.ReactNode>> = {
  cured: <CircleCheck {...icon} />,
  doubt: <CircleAlert {...icon} />,
  wrong: <CircleX {...icon} />,
}

export interface FindingsProps {
  readonly id: string
  /** What the field is called at the provider. */
  readonly label: string
  readonly findings: readonly PasteFinding[]
  /** Something was pasted and has been looked at. */
  readonly looked: boolean
}

/** What looking at a pasted value found, below its field. The value itself is in none of it. */
export function Findings({ id, label, findings, looked }: FindingsProps) {
  return (
    <ul id={id} className={styles.findings} aria-label={text.guide.checksOf(label)} aria-live="polite">
      {looked && findings.length === 0 && (
        <li data-weight="cured">
          {icons.cured}
          {text.guide.looksRight}
        </li>
      )}
      {findings.map(({ what, weight, subject }) => (
        <li key={what} data-weight={weight}>
          {icons[weight]}
          {text.guide.findings[what](label, subject ?? '')}
        </li>
      ))}
    </ul>
  )
}
