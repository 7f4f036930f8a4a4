import type { FlowPurpose, TraceMessage } from '../../../shared/flow-trace'
import { Badge } from '../../components/badge'
import { Breakable } from '../../components/breakable'
import { explainFailure } from '../../failure-text'
import { exactTime } from '../../format'
import { text } from '../../text'
import { explainMessage, traceKindText } from '../../texts/trace-messages'
import { explainParameter } from '../../texts/trace-parameters'
import styles from './message-pane.module.css'

/** One message: why it is sent, and what each of its parameters is for. Secrets arrive here masked. */
export function MessagePane({
  message,
  purpose,
  provider,
}: {
  readonly message: TraceMessage
  readonly purpose: FlowPurpose
  readonly provider: string
}) {
  return (
    <section className={styles.pane} aria-labelledby="message-heading" aria-live="polite">
      <p className={styles.line}>
        {message.step !== undefined && <Badge tone="accent">{text.trace.step(message.step)}</Badge>}
        <span className={styles.time}>{exactTime(message.at)}</span>
      </p>
      <h2 id="message-heading" className={styles.title}>
        {traceKindText[message.kind].title}
      </h2>
      <p className={styles.words}>{explainMessage(message.kind, purpose)}</p>
      {message.failure !== undefined && (
        <p className={styles.failure}>{explainFailure(message.failure, provider).title}.</p>
      )}
      {message.request !== undefined && (
        <p className={styles.request}>
          <Breakable>{message.request}</Breakable>
          {message.status !== undefined && ` → ${message.status}`}
        </p>
      )}
      {message.request === undefined && message.status !== undefined && (
        <p className={styles.request}>
          {text.trace.status} {message.status}
        </p>
      )}
      {message.parameters.length === 0 ? (
        <p className={styles.words}>{text.trace.noParameters}</p>
      ) : (
        <dl className={styles.parameters}>
          {message.parameters.map(({ name, value, masked }) => (
            <div key={name} className={styles.parameter}>
              <dt className={styles.name}>{name}</dt>
              <dd>
                <span className={styles.value} data-masked={masked || undefined}>
                  <Breakable>{value}</Breakable>
                  {masked && <span className="visually-hidden"> ({text.trace.masked})</span>}
                </span>
                <span className={styles.purpose}>{explainParameter(name)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
