import { accountIdOf, accountSecretFromText } from '../../electron/accounts/account-secret'
import { loadState } from '../../electron/sandbox/state-file'
import { hash } from '../../electron/sandbox/store'
import { secret } from '../../electron/support/secret'
import type { VaultProcess } from '../desktop/vault-process'
import { checkKeychain } from './keychain-check'

/**
 * Ids of the accounts whose refresh token, as the keychain has it, the server would take: issued, not yet rotated away,
 * not revoked, and its grant stands. Both are read while nothing runs.
 */
export async function whoIsLive(stateFile: string, keychain: VaultProcess): Promise<ReadonlySet<string>> {
  const { state } = await loadState(stateFile)
  if (!state) return new Set()
  const { RefreshToken = {}, Grant = {} } = state.records
  const { whole } = await checkKeychain(keychain)
  const live = new Set<string>()
  for (const [name, text] of whole) {
    const id = accountIdOf(name)
    if (id === undefined) continue
    const { refreshToken } = accountSecretFromText(secret(text)).tokens
    const payload = refreshToken && RefreshToken[hash(refreshToken.reveal())]?.payload
    const isTaken = payload && payload.consumed === undefined && String(payload.grantId) in Grant
    if (isTaken) live.add(id)
  }
  return live
}
