import { session } from 'electron'
import type { NetworkSession } from './network/network'

/** A session of Chromium's network stack that keeps nothing on disk. */
export function openNetworkSession(name: string): NetworkSession {
  const chromium = session.fromPartition(name, { cache: false })
  return {
    fetch: (url, init) => chromium.fetch(url, { ...init, bypassCustomProtocolHandlers: true }),
    resolveProxy: (url) => chromium.resolveProxy(url),
    setProxy: (config) => chromium.setProxy(config),
    setCertificateVerifyProc: (verify) => chromium.setCertificateVerifyProc(verify),
  }
}
