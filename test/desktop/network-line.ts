import type { ElectronApplication } from 'playwright-core'

/** Cuts, or mends, the line that requests to providers take: through a proxy that is not there. */
export function setOffline(electronApp: ElectronApplication, offline: boolean): Promise<void> {
  return electronApp.evaluate(async ({ session }, isOffline) => {
    const network = session.fromPartition('network')
    await network.setProxy(
      isOffline ? { proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' } : { mode: 'direct' },
    )
    await network.closeAllConnections()
  }, offline)
}
