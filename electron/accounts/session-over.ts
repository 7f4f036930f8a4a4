import type { Account } from '../../shared/account'
import type { ActivityLog } from '../activity/activity-log'
import type { Vault } from '../vault/vault'
import { entryName } from './account-secret'
import type { Registry } from './registry'

/**
 * Accounts that were kept for one session only went with it: their tokens were in memory and nowhere else. Those that still
 * waited to be revoked run out by themselves. Throws as changes of the registry do.
 */
export async function endSessionAccounts(world: {
  readonly registry: Pick<Registry, 'list' | 'leaving' | 'remove' | 'gone'>
  readonly activity: Pick<ActivityLog, 'record'>
  readonly keychain: Pick<Vault, 'erase'>
}): Promise<void> {
  const { registry, activity, keychain } = world
  const ofSession = (accounts: readonly Account[]) => accounts.filter(({ kept }) => kept === 'session')
  const tell = ({ id: accountId, label, providerId }: Account) =>
    activity.record({ kind: 'disconnected', providerId, accountId, label, detail: 'session_over' })
  for (const account of ofSession(registry.list())) {
    await registry.remove(account.id)
    // Left there when an account of the keychain was kept for a session, and could not be erased then.
    void keychain.erase(entryName(account.id)).catch(() => undefined)
    tell(account)
  }
  for (const account of ofSession(registry.leaving())) {
    await registry.gone(account.id)
    tell(account)
  }
}
