import type { Account } from '../../../shared/account'
import type { FlowTrace } from '../../../shared/flow-trace'
import type { ProviderSummary } from '../../../shared/provider-summary'
import { faceOf } from '../../people'

export interface AccountGroup {
  readonly id: string
  readonly name: string
  readonly provider: ProviderSummary | undefined
  readonly members: readonly Account[]
}

/** Accounts by provider, in the order in which each provider first appears. */
export function groupByProvider(
  accounts: readonly Account[],
  providers: readonly ProviderSummary[],
): readonly AccountGroup[] {
  const byProvider = new Map<string, Account[]>()
  for (const account of accounts) {
    const members = byProvider.get(account.providerId)
    if (members) members.push(account)
    else byProvider.set(account.providerId, [account])
  }
  return [...byProvider].map(([id, members]) => {
    const provider = providers.find((candidate) => candidate.id === id)
    return {
      id,
      name: faceOf(provider, id).name,
      provider,
      members,
    }
  })
}

/** Of a row, and of what a group has besides, at least. px */
const rowHeight = 61
const groupHeight = 42

/** How many accounts have a place in so many px at most, the last of them in part: these, and others that may follow. */
export function roomFor(groups: readonly AccountGroup[], height: number): number {
  let room = height
  let count = 0
  for (const { members } of groups) {
    room -= groupHeight
    const fitting = Math.min(members.length, rowsIn(room))
    room -= fitting * rowHeight
    count += fitting
  }
  return count + rowsIn(room)
}

function rowsIn(height: number): number {
  return Math.max(0, Math.ceil(height / rowHeight))
}

/** The groups as far as the first `count` of all accounts reach, each with those of its members. */
export function firstOf(groups: readonly AccountGroup[], count: number) {
  let room = count
  return groups.flatMap((group) => {
    const shown = group.members.slice(0, Math.max(0, room))
    room -= shown.length
    return shown.length === 0 ? [] : [{ group, shown }]
  })
}

/** The flow that gave the account the access it has now, if its trace is still kept. */
export function latestFlowOf(accountId: string, flows: readonly FlowTrace[]): FlowTrace | undefined {
  return flows
    .filter((flow) => flow.accountId === accountId && flow.status === 'succeeded')
    .filter((flow) => flow.purpose !== 'renew' && flow.purpose !== 'revoke')
    .reduce<FlowTrace | undefined>(
      (latest, flow) => (latest === undefined || flow.startedAt > latest.startedAt ? flow : latest),
      undefined,
    )
}

export function sandboxOf(providers: readonly ProviderSummary[]): string | undefined {
  return providers.find((provider) => provider.category === 'sandbox')?.id
}
