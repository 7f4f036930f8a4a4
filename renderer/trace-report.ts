import type { FlowTrace } from '../shared/flow-trace'
import { explainFailure } from './failure-text'
import { exactTime, momentOf } from './format'
import { text } from './text'
import { traceKindText } from './texts/trace-messages'

/** A flow as plain text, to be passed on. It has what the window has: every secret is masked already. */
export function reportOf(flow: FlowTrace, title: string, provider: string, version?: string): string {
  const lines = [
    title,
    `${provider} · ${flow.kind} · ${flow.status} · ${momentOf(flow.startedAt)}`,
    ...(version ? [`${text.appName} ${version}`] : []),
    `${text.trace.protectedBy}: ${flow.protections.map((one) => text.protections[one].label).join(', ') || '-'}`,
    '',
  ]
  for (const message of flow.messages) {
    const { from, to } = message
    const arrow = `${text.trace.parties[from]} → ${text.trace.parties[to]}`
    const step = message.step === undefined ? '' : `${message.step}. `
    lines.push(`${exactTime(message.at)}  ${step}${traceKindText[message.kind].title}  (${arrow})`)
    if (message.request !== undefined) lines.push(`    ${message.request}`)
    if (message.status !== undefined) lines.push(`    ${text.trace.status} ${message.status}`)
    for (const { name, value } of message.parameters) lines.push(`    ${name} = ${value}`)
    if (message.failure) lines.push(`    ! ${explainFailure(message.failure, provider).details}`)
  }
  if (flow.failure) {
    const { title: what, happened, details } = explainFailure(flow.failure, provider)
    lines.push('', `${what}. ${happened}`, details)
  }
  return lines.join('\n')
}
