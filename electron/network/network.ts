import type { X509Certificate } from 'node:crypto'
import type { AuthorityStatus } from '../../shared/network'
import type { Settings } from '../../shared/settings'
import type { Fetch } from '../support/fetch'
import { openAuthorities } from './authority-file'
import { type ProxyConfig, proxyRules } from './proxy-rules'
import { type VerifyRequest, verdictOn } from './verify-request'

/** The part of Electron's `Session` that is used. */
export interface NetworkSession {
  fetch(url: string, init?: RequestInit): Promise<Response>
  resolveProxy(url: string): Promise<string>
  setProxy(config: ProxyConfig): Promise<void>
  setCertificateVerifyProc(verify: (request: VerifyRequest, decide: (verdict: number) => void) => void): void
}

export interface Network {
  /** Waits until it is known how the network is to be reached. */
  readonly fetch: Fetch
  readonly resolveProxy: (url: string) => Promise<string>
  /** Goes by these settings from now on; what is under way ends as it began. */
  use(settings: Pick<Settings, 'proxy' | 'authority'>): void
  /** Looks whether the file of authorities is still what it was, and begins anew where it is not. */
  lookAgain(): Promise<void>
}

/**
 * Provider traffic, through Chromium's network stack. Whenever proxy or authorities change it begins anew in another
 * session: nothing of what the old one had connected, resolved or found trustworthy lives on.
 */
export function createNetwork(deps: {
  /** A new session that keeps nothing on disk. */
  readonly openSession: (name: string) => NetworkSession
  readonly now: () => number
}): Network {
  let began: (session: Promise<NetworkSession>) => void = () => undefined
  let current = new Promise<NetworkSession>((resolve) => {
    began = resolve
  })
  let inUse = ''
  let settings: Pick<Settings, 'proxy' | 'authority'> | undefined
  /** How the file of authorities was found last. */
  let found: AuthorityStatus['state'] = 'none'
  let generation = 0

  async function open({ proxy, authority }: Pick<Settings, 'proxy' | 'authority'>): Promise<NetworkSession> {
    generation += 1
    const session = deps.openSession(generation === 1 ? 'network' : `network-${generation}`)
    const rules = proxyRules(proxy)
    if (rules) await session.setProxy(rules)
    const { status, certificates } = await openAuthorities(authority)
    found = status.state
    trust(session, certificates)
    return session
  }

  function trust(session: NetworkSession, authorities: readonly X509Certificate[]): void {
    if (authorities.length === 0) return
    session.setCertificateVerifyProc((request, decide) => decide(verdictOn(request, authorities, deps.now())))
  }

  function begin(by: Pick<Settings, 'proxy' | 'authority'>): void {
    const opened = open(by)
    began(opened)
    current = opened
    opened.catch((error: unknown) => console.error('network settings:', error))
  }

  return {
    async fetch(url, init) {
      return (await current).fetch(url, init)
    },
    async resolveProxy(url) {
      return (await current).resolveProxy(url)
    },
    use({ proxy, authority }) {
      const wanted = JSON.stringify([proxy, authority])
      if (wanted === inUse) return
      inUse = wanted
      settings = { proxy, ...(authority ? { authority } : {}) }
      begin(settings)
    },
    async lookAgain() {
      const before = settings
      if (!before?.authority) return
      await current.catch(() => undefined)
      const { status } = await openAuthorities(before.authority)
      if (settings === before && status.state !== found) begin(before)
    },
  }
}
