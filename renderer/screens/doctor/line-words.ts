import type { DoctorLine, SystemSettings } from '../../../shared/doctor'
import type { FailureCode } from '../../../shared/failure'
import type { Tone } from '../../components/state-dot'
import { explainFailure } from '../../failure-text'
import { text } from '../../text'

/** What a person can do about a line, besides looking again. */
export type Fix =
  | { readonly kind: 'again'; readonly label: string }
  | { readonly kind: 'system'; readonly page: SystemSettings; readonly label: string }
  | { readonly kind: 'network'; readonly label: string }
  /** A keychain whose service has come back is found by a new start only. */
  | { readonly kind: 'restart'; readonly label: string }

export interface LineWords {
  readonly title: string
  readonly words: string
  readonly tone: Tone
  readonly fix?: Fix
}

const tones: Readonly<Record<DoctorLine['state'], Tone>> = {
  waiting: 'idle',
  running: 'idle',
  skipped: 'idle',
  good: 'good',
  warn: 'warn',
  bad: 'bad',
}

/** A line of the doctor as a person reads it, with the button that helps. */
export function describeLine(line: DoctorLine): LineWords {
  const title =
    line.check === 'provider' ? (line.subject ?? text.doctor.names.provider) : text.doctor.names[line.check]
  const fix = line.state === 'bad' ? fixOf(line) : undefined
  return { title, words: wordsOf(line), tone: tones[line.state], ...(fix ? { fix } : {}) }
}

function wordsOf(line: DoctorLine): string {
  switch (line.state) {
    case 'waiting':
      return text.doctor.waiting
    case 'running':
      return text.doctor.running
    case 'skipped':
      return text.doctor.nobodyAsked
    case 'good':
      return goodWords(line)
    case 'warn':
    case 'bad':
      return badWords(line)
  }
}

function goodWords({ check, subject = '', found = [], seconds = 0 }: DoctorLine): string {
  const { good } = text.doctor
  switch (check) {
    case 'keychain':
      return text.vault.available(subject)
    case 'loopback4':
      return good.loopback4
    case 'loopback6':
      return good.loopback6
    case 'browser':
      return good.browser(subject)
    case 'proxy':
      return found.length === 0 ? good.direct : good.through(found)
    case 'provider':
      return good.provider(found)
    case 'clock':
      return good.clock(seconds)
  }
}

function badWords({ check, failure, seconds = 0 }: DoctorLine): string {
  if (check === 'loopback4') return text.doctor.noIpv4
  if (check === 'loopback6') return text.doctor.noIpv6
  if (check === 'browser') return text.doctor.noBrowser
  if (check === 'clock') return text.doctor.clockWrong(seconds)
  if (check === 'proxy' && failure?.facts.host) return text.doctor.proxySilent(failure.facts.host)
  const { title, advice } = explainFailure(failure ?? { code: 'unexpected' })
  return `${title}. ${advice}`
}

const byNetworkSettings: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'certificate_self_signed',
  'certificate_untrusted',
  'proxy_needs_sign_in',
  'proxy_unreachable',
  'tls_failed',
])

function fixOf({ check, failure }: DoctorLine): Fix | undefined {
  const again: Fix = { kind: 'again', label: text.doctor.tryAgain }
  switch (check) {
    case 'keychain':
      if (failure?.code === 'vault_gone') return { kind: 'restart', label: text.doctor.restart }
      return failure?.code === 'vault_locked' || failure?.code === 'vault_denied'
        ? { kind: 'again', label: text.doctor.unlock }
        : again
    case 'browser':
      return { kind: 'system', page: 'browser', label: text.doctor.openBrowserSettings }
    case 'clock':
      return { kind: 'system', page: 'clock', label: text.doctor.openClockSettings }
    case 'proxy':
      return { kind: 'network', label: text.doctor.openNetworkTab }
    case 'provider':
      if (failure?.code === 'certificate_expired')
        return { kind: 'system', page: 'clock', label: text.doctor.openClockSettings }
      return failure && byNetworkSettings.has(failure.code)
        ? { kind: 'network', label: text.doctor.openNetworkTab }
        : again
    case 'loopback4':
    case 'loopback6':
      return again
  }
}
