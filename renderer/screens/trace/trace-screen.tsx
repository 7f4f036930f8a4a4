import { ChevronLeft, Copy, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { FlowTrace, Party, TraceKind, TraceMessage } from '../../../shared/flow-trace'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { Chips } from '../../components/chips'
import { EmptyState } from '../../components/empty-state'
import { IconButton } from '../../components/icon-button'
import { MarkTile } from '../../components/mark-tile'
import { SequenceDiagram } from '../../components/sequence-diagram'
import { dayAndTime, duration } from '../../format'
import { faceOf } from '../../people'
import { text } from '../../text'
import { traceKindText } from '../../texts/trace-messages'
import { noteOfMessage } from '../../trace-note'
import { reportOf } from '../../trace-report'
import { FailureNote } from '../failure-note'
import layout from '../layout.module.css'
import { MessagePane } from './message-pane'
import styles from './trace-screen.module.css'

const parties: readonly Party[] = ['person', 'keyfob', 'authorization_server', 'resource_server']

export function TraceScreen({ flowId }: { readonly flowId: string }) {
  const { commands, navigation } = useApp()
  const flow = useSelect((state) => state.flows).get(flowId)
  const accounts = useSelect((state) => state.accounts)
  const activity = useSelect((state) => state.activity)
  const provider = useSelect((state) => state.providers).find(
    (candidate) => candidate.id === flow?.providerId,
  )
  const [chosen, setChosen] = useState<number | null>(null)

  if (flow === undefined) return <EmptyState title={text.trace.gone}>{text.trace.goneWords}</EmptyState>

  const { name, mark } = faceOf(provider, flow.providerId)
  const label =
    accounts.find((account) => account.id === flow.accountId)?.label ??
    activity?.find((entry) => entry.flowId === flow.id && entry.label !== undefined)?.label ??
    name
  const title = titleOf(flow, label)
  const selected = chosen ?? firstWorthALook(flow)
  const message = flow.messages[selected]

  return (
    <div className={layout.screen}>
      <header className={layout.header}>
        <IconButton
          label={text.back}
          onPress={() => (navigation.canGoBack() ? navigation.back() : navigation.go({ screen: 'activity' }))}
        >
          <ChevronLeft size={18} strokeWidth={1.75} />
        </IconButton>
        <MarkTile name={name} mark={mark} />
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.summary}>{summaryOf(flow)}</p>
        </div>
        <Button
          icon={<Copy size={15} strokeWidth={1.75} aria-hidden="true" />}
          onPress={() => commands.copy(reportOf(flow, title, name), text.trace.reportName)}
        >
          {text.trace.copy}
        </Button>
      </header>
      {flow.failure !== undefined && (
        <div className={styles.failure}>
          <FailureNote failure={flow.failure} provider={name} />
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.drawing}>
          {flow.messages.length === 0 ? (
            <EmptyState title={text.trace.empty}>{text.trace.emptyWords}</EmptyState>
          ) : (
            <SequenceDiagram
              label={text.trace.steps}
              lanes={parties.map((party) => text.trace.parties[party])}
              selected={String(selected)}
              onSelect={(id) => setChosen(Number(id))}
              arrows={flow.messages.map((one, index) => ({
                id: String(index),
                step: one.step,
                from: parties.indexOf(one.from),
                to: parties.indexOf(one.to),
                title: traceKindText[one.kind].title,
                note: noteOfMessage(one),
                failed: one.failure !== undefined || isRefusedThief(one),
                direction: text.trace.arrow(text.trace.parties[one.from], text.trace.parties[one.to]),
                stepLabel: one.step && text.trace.step(one.step),
              }))}
            />
          )}
        </div>
        <div className={styles.side}>
          {message !== undefined && <MessagePane message={message} purpose={flow.purpose} provider={name} />}
          {flow.protections.length > 0 && (
            <section className={styles.protections} aria-labelledby="protected-heading">
              <h2 id="protected-heading" className={styles.heading}>
                <ShieldCheck size={16} strokeWidth={1.75} aria-hidden="true" />
                {text.trace.protectedBy}
              </h2>
              <Chips accent labels={flow.protections.map((one) => text.protections[one].label)} />
            </section>
          )}
        </div>
      </div>
    </div>
  )
}

function titleOf(flow: FlowTrace, label: string): string {
  if (flow.purpose === 'interception') return text.trace.interception(label)
  if (flow.status === 'failed') return text.trace.failed(label)
  if (flow.status === 'cancelled') return text.trace.cancelled(label)
  if (flow.purpose === 'connect') return text.trace.connected(label)
  if (flow.purpose === 'reconnect') return text.trace.reconnected(label)
  return text.trace[flow.purpose](label)
}

function summaryOf(flow: FlowTrace): string {
  const when = dayAndTime(flow.startedAt, Date.now())
  if (flow.endedAt === undefined) return text.trace.summary(when, text.trace.running)
  const took = duration(flow.endedAt - flow.startedAt)
  const waited = flow.stages.findIndex(({ stage }) => stage === 'waiting')
  const start = flow.stages[waited]
  if (start === undefined) return text.trace.summary(when, took)
  const end = flow.stages[waited + 1]?.at ?? flow.endedAt
  return text.trace.summaryWait(when, took, duration(end - start.at))
}

/** What failed, or else the first trade of the code for tokens, which is the heart of it. */
function firstWorthALook({ messages }: FlowTrace): number {
  const failed = messages.findIndex((message) => message.failure !== undefined)
  if (failed >= 0) return failed
  const trade = messages.findIndex(({ kind }) => trades.has(kind))
  return Math.max(0, trade)
}

function isRefusedThief({ kind, status = 0 }: TraceMessage): boolean {
  return kind === 'intercepted_code_response' && status >= 400
}

const trades: ReadonlySet<TraceKind> = new Set(['token_request', 'intercepted_code_request'])
