import type { FlowKind, ProviderSummary } from '../../../shared/provider-summary'
import { Choice } from '../../components/choice'
import { text } from '../../text'
import styles from './ways-in.module.css'

export interface WaysInProps {
  readonly provider: ProviderSummary
  readonly value: FlowKind
  readonly onChange: (value: FlowKind) => void
}

/** The ways in that a provider allows, the recommended one first, and why one would take the chosen one. */
export function WaysIn({ provider: { flows, ways }, value, onChange }: WaysInProps) {
  const wayOf = (flow: FlowKind) => ways?.find((way) => way.flow === flow)
  return (
    <div className={styles.ways}>
      <Choice
        label={text.connect.wayIn}
        value={value}
        options={flows.map((flow) => {
          const { label, explanation } = text.connect.ways[flow]
          const recommended = wayOf(flow)?.recommended ?? flow === flows[0]
          return {
            value: flow,
            label,
            explanation: recommended ? text.ofProvider.recommended : explanation,
          }
        })}
        onChange={onChange}
      />
      {ways !== undefined && (
        <p className={styles.why} aria-live="polite">
          {wayOf(value)?.why}
        </p>
      )}
    </div>
  )
}
