import { bypassRule, type ProxyChoice, proxy, type proxySchemes } from '../../../shared/network'
import { text } from '../../text'

/** The proxy as typed, whichever way is chosen: what was typed for another way is not lost. */
export interface ProxyDraft {
  readonly mode: ProxyChoice['mode']
  readonly scheme: (typeof proxySchemes)[number]
  readonly host: string
  readonly port: string
  readonly bypass: string
  readonly script: string
}

export interface DraftErrors {
  readonly host?: string
  readonly port?: string
  readonly bypass?: string
  readonly script?: string
}

export function draftOf(choice: ProxyChoice): ProxyDraft {
  const empty = { mode: choice.mode, scheme: 'http', host: '', port: '', bypass: '', script: '' } as const
  if (choice.mode === 'script') return { ...empty, script: choice.url }
  if (choice.mode !== 'manual') return empty
  const { scheme, host, port, bypass } = choice
  return { ...empty, scheme, host, port: String(port), bypass: bypass.join(', ') }
}

/** The choice that was typed, or a sentence for each field that is not right. */
export function readDraft(draft: ProxyDraft): ProxyChoice | DraftErrors {
  const { mode, scheme, host, port, script } = draft
  if (mode === 'system' || mode === 'none') return { mode }
  if (mode === 'script') {
    const read = proxy.safeParse({ mode, url: script.trim() })
    return read.success ? read.data : { script: text.network.wrongScript }
  }
  const rules = draft.bypass
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
  const wrongRule = rules.find((rule) => !bypassRule.safeParse(rule).success)
  const number = /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0
  const isPort = number >= 1 && number <= 65_535
  const read = proxy.safeParse({
    mode,
    scheme,
    host,
    port: isPort ? number : 1,
    bypass: wrongRule ? [] : rules,
  })
  if (read.success && isPort && wrongRule === undefined) return read.data
  return {
    ...(read.success ? {} : { host: text.network.wrongHost }),
    ...(isPort ? {} : { port: text.network.wrongPort }),
    ...(wrongRule === undefined ? {} : { bypass: text.network.wrongBypass(wrongRule) }),
  }
}
