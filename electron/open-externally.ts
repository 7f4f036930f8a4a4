import type { Shell } from 'electron'
import { Failure } from '../shared/failure'
import { isSafeToSend } from './support/loopback-address'

/**
 * Opens a page in the system browser: https, or http on this computer, without a name before the host; no other scheme
 * reaches the system (`shell.openExternal` would start programs). Throws `foreign_origin` or `browser_not_opened`.
 */
export async function openExternally(address: string, shell: Pick<Shell, 'openExternal'>): Promise<void> {
  const url = new URL(address)
  // `https://github.com@evil.example/` is read as GitHub by people.
  if (!isSafeToSend(url) || url.username || url.password) {
    throw new Failure('foreign_origin', `refused to open a ${url.protocol} address`, {
      facts: { host: url.host },
    })
  }
  try {
    await shell.openExternal(url.href)
  } catch (cause) {
    throw new Failure('browser_not_opened', 'the system could not open a browser', { cause })
  }
}
