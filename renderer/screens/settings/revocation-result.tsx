import { CircleAlert, ShieldCheck } from 'lucide-react'
import type { FlowTrace } from '../../../shared/flow-trace'
import type { RevocationReport } from '../../../shared/revocation'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { Spinner } from '../../components/spinner'
import { exactTime, timeOfDay } from '../../format'
import type { Revocation } from '../../store'
import { text } from '../../text'
import { FailureNote } from '../failure-note'
import styles from './revocation-result.module.css'

export interface RevocationResultProps {
  readonly revocation: Revocation
  readonly provider: string
  readonly present: boolean
  readonly onRetry: () => Promise<void>
  readonly onForget: () => Promise<void>
}

/** What revoking does and did, below its row: progress, then the outcome with its proof. */
export function RevocationResult(props: RevocationResultProps) {
  const { revocation, provider, present, onRetry, onForget } = props
  const { commands, navigation } = useApp()
  const flows = useSelect((state) => state.flows)
  const { state, report, failure, account, startedAt } = revocation

  if (state === 'running') {
    const flow = [...flows.values()].findLast(
      (one) => one.purpose === 'revoke' && one.accountId === account.id && one.startedAt >= startedAt - 1_000,
    )
    return (
      <div className={styles.box} data-tone="plain" role="status">
        <Spinner />
        <p className={styles.words}>{progressOf(flow, provider)}</p>
      </div>
    )
  }
  if (state === 'forgotten')
    return (
      <div className={styles.box} data-tone="warn" role="status">
        <CircleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
        <p className={styles.words}>{text.settings.forgotten}</p>
      </div>
    )
  if (state === 'failed')
    return (
      <div className={styles.failure}>
        <FailureNote
          failure={failure ?? { code: 'unexpected' }}
          provider={provider}
          doers={{ try_again: onRetry }}
          more={
            present && (
              <Button variant="quiet" onPress={onForget}>
                {text.settings.forget}
              </Button>
            )
          }
        />
      </div>
    )
  if (report === undefined) return null

  const { manualUrl } = report
  const good = hasEnded(report)
  return (
    <div className={styles.box} data-tone={good ? 'good' : 'warn'} role="status">
      {good ? (
        <ShieldCheck size={16} strokeWidth={1.75} aria-hidden="true" />
      ) : (
        <CircleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
      )}
      <div className={styles.words}>
        <p>
          <strong>{titleOf(report)}</strong> {text.settings.outcomes[report.outcome](provider)}{' '}
          {report.outcome === 'accepted' && remainsOf(report)}
        </p>
        <p className={styles.evidence}>{evidenceOf(report)}</p>
      </div>
      <div className={styles.actions}>
        {manualUrl !== undefined && (
          <Button onPress={() => commands.openWebPage(manualUrl)}>{text.settings.manual}</Button>
        )}
        {report.outcome === 'queued' && present && <Button onPress={onForget}>{text.settings.forget}</Button>}
        {flows.has(report.flowId) && (
          <Button onPress={() => navigation.go({ screen: 'trace', flowId: report.flowId })}>
            {text.settings.seeSteps}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Whether access has ended at the provider, as far as it says. */
export function hasEnded({ outcome }: RevocationReport): boolean {
  return outcome === 'proven' || outcome === 'accepted' || outcome === 'had_ended'
}

function titleOf(report: RevocationReport): string {
  return report.outcome === 'proven' || report.outcome === 'accepted'
    ? text.settings.endedAt(exactTime(report.at))
    : `${text.settings.outcomeTitles[report.outcome]}.`
}

function remainsOf({ usableUntil, at }: RevocationReport): string {
  if (usableUntil === undefined) return text.settings.usableUnknown
  return usableUntil > at ? text.settings.usableUntil(timeOfDay(usableUntil)) : ''
}

/** The line for those who want to see it: each thing done, by its request and answer, whatever that was. */
function evidenceOf({ steps }: RevocationReport): string {
  return steps
    .filter((step) => step.failure === undefined || step.evidence !== undefined)
    .map((step) => step.evidence ?? text.settings.evidence[step.what])
    .join(' → ')
}

function progressOf(flow: FlowTrace | undefined, provider: string): string {
  const kinds = new Set(flow?.messages.map((message) => message.kind))
  if (kinds.has('proof_response') || kinds.has('erased')) return text.settings.stepWords.erase
  if (kinds.has('proof_request')) return text.settings.stepWords.proof(provider)
  return text.settings.stepWords.start(provider)
}
