import { asFailure } from './flows'
import type { AccountsWorld } from './world'

/**
 * Erases an account here without asking its server: for when access cannot be ended there. What the keychain cannot
 * find any more does not keep the record.
 */
export function forget(accountId: string, world: ForgettingWorld): Promise<void> {
  // A renewal that ends meanwhile would put its tokens into the keychain after they were erased.
  return world.keeper.inTurn(accountId, () => forgetInTurn(accountId, world))
}

type ForgettingWorld = Pick<AccountsWorld, 'registry' | 'keeper' | 'activity'>

async function forgetInTurn(accountId: string, world: ForgettingWorld): Promise<void> {
  const account = world.registry.get(accountId)
  try {
    await world.keeper.erase(account)
  } catch (error) {
    if (asFailure(error).code !== 'vault_entry_missing') throw error
  }
  await world.registry.remove(accountId)
  world.activity.record({
    kind: 'disconnected',
    providerId: account.providerId,
    accountId,
    label: account.label,
    detail: 'forgotten',
  })
}
