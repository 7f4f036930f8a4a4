import type { AccountGroup } from './group'

/** Ids of all accounts in the order they are shown: group by group. */
export function shownOrder(groups: readonly AccountGroup[]): readonly string[] {
  return groups.flatMap((group) => group.members.map((account) => account.id))
}

export type Step = 'account_up' | 'account_down' | 'group_up' | 'group_down'

/**
 * Where an account can be moved by one step: within its group, or at the end of the group the whole group past the one
 * beside it.
 */
export function stepsFor(id: string, groups: readonly AccountGroup[]): readonly Step[] {
  const at = groups.findIndex((group) => group.members.some((account) => account.id === id))
  const group = groups[at]
  if (group === undefined) return []
  const place = group.members.findIndex((account) => account.id === id)
  return [
    ...(place > 0 ? (['account_up'] as const) : at > 0 ? (['group_up'] as const) : []),
    ...(place < group.members.length - 1
      ? (['account_down'] as const)
      : at < groups.length - 1
        ? (['group_down'] as const)
        : []),
  ]
}

/** The order after one step of an account, or of its group. */
export function afterStep(id: string, step: Step, groups: readonly AccountGroup[]): readonly string[] {
  const direction = step.endsWith('_up') ? -1 : 1
  if (step === 'group_up' || step === 'group_down') {
    const at = groups.findIndex((group) => group.members.some((account) => account.id === id))
    return shownOrder(swapped(groups, at, at + direction))
  }
  return shownOrder(
    groups.map((group) => {
      const place = group.members.findIndex((account) => account.id === id)
      return place < 0 ? group : { ...group, members: swapped(group.members, place, place + direction) }
    }),
  )
}

/**
 * The order after an account was dropped on another: of the same group, and it takes that place; of another group,
 * and its whole group does.
 */
export function afterDrop(id: string, onto: string, groups: readonly AccountGroup[]): readonly string[] {
  const groupOf = (wanted: string) =>
    groups.findIndex((group) => group.members.some((account) => account.id === wanted))
  const [from, to] = [groupOf(id), groupOf(onto)]
  if (from < 0 || to < 0 || id === onto) return shownOrder(groups)
  if (from !== to) return shownOrder(inserted(groups, from, to))
  return shownOrder(
    groups.map((group, index) => {
      if (index !== from) return group
      const ids = group.members.map((account) => account.id)
      return { ...group, members: inserted(group.members, ids.indexOf(id), ids.indexOf(onto)) }
    }),
  )
}

function swapped<T>(list: readonly T[], one: number, other: number): readonly T[] {
  const [first, second] = [list[one], list[other]]
  if (first === undefined || second === undefined) return list
  return list.with(one, second).with(other, first)
}

function inserted<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const moved = list[from]
  return moved === undefined ? list : list.toSpliced(from, 1).toSpliced(to, 0, moved)
}
