import type { AccountsWorld } from './world'

/**
 * Gives an account another name, in the record and in the copy of it beside the tokens. A keychain that cannot be
 * written just now does not stop it: the copy is for rebuilding a lost record, and the next renewal writes it anew.
 */
export async function rename(
  accountId: string,
  label: string,
  world: Pick<AccountsWorld, 'registry' | 'keeper' | 'activity'>,
): Promise<void> {
  const { registry, keeper, activity } = world
  registry.get(accountId)
  await registry.update(accountId, { label })
  activity.record({ kind: 'renamed', accountId, label })
  await keeper
    .inTurn(accountId, async () => {
      const account = registry.get(accountId)
      const secret = await keeper.read(account)
      await keeper.keep({ ...secret, account })
    })
    .catch(() => undefined)
}
