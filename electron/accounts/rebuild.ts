import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { ActivityLog } from '../activity/activity-log'
import type { KeychainVault } from '../vault/keychain-vault'
import { accountIdOf, accountSecretFromText, entryName } from './account-secret'
import type { Registry } from './registry'
import type { TokenKeeper } from './token-keeper'

export interface RebuildWorld {
  readonly registry: Registry
  readonly keychain: Pick<KeychainVault, 'sweep' | 'read' | 'erase'>
  readonly keeper: Pick<TokenKeeper, 'inTurn' | 'read'>
  readonly activity: Pick<ActivityLog, 'record'>
}

/**
 * Sweeps the keychain and gives back to the registry the accounts that only the keychain still knows: after a crash
 * between the two, or when the records were damaged or deleted. Returns them. An entry that cannot be understood stays
 * where it is. For an idle moment: it lists the whole keychain service. Throws vault and disk failures.
 */
export async function rebuild(world: RebuildWorld): Promise<readonly Account[]> {
  const names = new Set(await world.keychain.sweep())
  const found: Account[] = []
  for (const name of names) {
    const id = accountIdOf(name)
    if (id === undefined || isKnown(id, world.registry)) continue
    // The turn in which newcomers are kept: an account that is being connected just now is no find.
    const account = await world.keeper.inTurn('newcomer', () =>
      world.keeper.inTurn(id, () => takeBack(id, names, world)),
    )
    if (account) found.push(account)
  }
  for (const account of world.registry.list()) {
    const isEnded = account.health.state === 'needs_reconnecting'
    // Reading sets right what a crash has left behind the keychain; what cannot be read says so when it is used.
    if (isEnded && names.has(entryName(account.id))) await world.keeper.read(account).catch(() => undefined)
  }
  return found
}

function isKnown(id: string, registry: Registry): boolean {
  return [...registry.list(), ...registry.leaving()].some((account) => account.id === id)
}

async function takeBack(
  id: string,
  names: ReadonlySet<string>,
  world: RebuildWorld,
): Promise<Account | undefined> {
  if (isKnown(id, world.registry)) return undefined
  const account = await readAccount(id, world)
  if (!account) return undefined
  const twin = world.registry.find(account.providerId, account.issuer, account.person.subject)
  if (twin && names.has(entryName(twin.id))) {
    // The person has connected again since: that one counts, as it does whenever they connect again.
    await world.keychain.erase(entryName(id))
    return undefined
  }
  // A record of the same person whose tokens are gone has nothing to it.
  if (twin) await world.registry.remove(twin.id)
  await world.registry.put(account)
  const { providerId, label } = account
  world.activity.record({
    kind: 'connected',
    accountId: id,
    providerId,
    label,
    detail: 'taken back from the keychain',
  })
  return account
}

async function readAccount(id: string, { keychain }: RebuildWorld): Promise<Account | undefined> {
  try {
    const text = await keychain.read(entryName(id))
    const account = text && accountSecretFromText(text).account
    return account?.id === id ? account : undefined
  } catch (error) {
    if (
      error instanceof Failure &&
      (error.code === 'vault_entry_altered' || error.code === 'profile_newer')
    ) {
      return undefined
    }
    throw error
  }
}
