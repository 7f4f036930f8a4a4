import { scopeLabels } from '../../people'
import type { AccountGroup } from './group'

/** The groups with only those accounts in them that a search means: by label, person, provider or permission. */
export function findAccounts(groups: readonly AccountGroup[], query: string): readonly AccountGroup[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return groups
  return groups
    .map((group) => ({
      ...group,
      members: group.members.filter((account) => {
        const { name, login, email, tenant } = account.person
        const scopes = scopeLabels(account.scopes.granted, group.provider)
        const said = [account.label, group.name, name, login, email, tenant, ...scopes]
          .join('\n')
          .toLowerCase()
        return words.every((word) => said.includes(word))
      }),
    }))
    .filter((group) => group.members.length > 0)
}
