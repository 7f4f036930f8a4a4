import type { ProxyChoice } from '../../shared/network'

/** The part of Electron's `ProxyConfig` that is used. */
export interface ProxyConfig {
  readonly mode: 'direct' | 'fixed_servers' | 'pac_script'
  readonly proxyRules?: string
  readonly proxyBypassRules?: string
  readonly pacScript?: string
}

/** Undefined: what Chromium does by itself, which is what the system says. */
export function proxyRules(proxy: ProxyChoice): ProxyConfig | undefined {
  switch (proxy.mode) {
    case 'system':
      return undefined
    case 'none':
      return { mode: 'direct' }
    case 'manual':
      return {
        mode: 'fixed_servers',
        proxyRules: `${proxy.scheme}://${proxy.host}:${proxy.port}`,
        proxyBypassRules: proxy.bypass.join(','),
      }
    case 'script':
      return { mode: 'pac_script', pacScript: proxy.url }
  }
}
