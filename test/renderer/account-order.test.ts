import { describe, expect, it } from 'vitest'
import { findAccounts } from '../../renderer/screens/accounts/find'
import { firstOf, groupByProvider, roomFor } from '../../renderer/screens/accounts/group'
import { afterDrop, afterStep, shownOrder, stepsFor } from '../../renderer/screens/accounts/order'
import { manyAccounts } from './world/accounts'
import { providers } from './world/providers'

const groups = groupByProvider(manyAccounts(Date.UTC(2030, 0, 2)), providers)
const all = ['acme', 'side', 'octavia', 'acme-octavia', 'google', 'work', 'ada']

describe('the order of accounts', () => {
  it('changes within the group, and at its end by the whole group', () => {
    expect(stepsFor('acme', groups)).toEqual(['account_down'])
    expect(stepsFor('side', groups)).toEqual(['account_up', 'group_down'])
    expect(stepsFor('octavia', groups)).toEqual(['group_up', 'account_down'])
    expect(stepsFor('ada', groups)).toEqual(['group_up'])
    expect(stepsFor('nobody', groups)).toEqual([])
  })

  it('moves one account past its neighbour', () => {
    expect(afterStep('side', 'account_up', groups)).toEqual(['side', 'acme', ...all.slice(2)])
    expect(afterStep('octavia', 'account_down', groups).slice(2, 4)).toEqual(['acme-octavia', 'octavia'])
  })

  it('moves a whole group past the one beside it', () => {
    expect(afterStep('octavia', 'group_up', groups).slice(0, 4)).toEqual([
      'octavia',
      'acme-octavia',
      'acme',
      'side',
    ])
    expect(afterStep('ada', 'group_down', groups)).toEqual(all)
  })

  it('takes a drop onto an account of the same group as its new place', () => {
    expect(afterDrop('acme', 'side', groups).slice(0, 2)).toEqual(['side', 'acme'])
    expect(afterDrop('side', 'acme', groups).slice(0, 2)).toEqual(['side', 'acme'])
  })

  it('takes a drop onto another group as a new place for the whole group, and loses nobody', () => {
    expect(afterDrop('acme', 'google', groups)).toEqual([
      'octavia',
      'acme-octavia',
      'google',
      'acme',
      'side',
      'work',
      'ada',
    ])
    expect(afterDrop('acme', 'acme', groups)).toEqual(all)
    expect(afterDrop('gone', 'acme', groups)).toEqual(all)
  })
})

describe('the accounts that have room', () => {
  it('are as many as rows and names of groups leave, the last in part', () => {
    const [one] = groups
    if (!one) throw new Error('there is no group')
    expect(roomFor([one], 42)).toBe(0)
    expect(roomFor([one], 43)).toBe(1)
    expect(roomFor([one], 42 + 61 + 1)).toBe(2)
    expect(roomFor([one, one], 42 + 2 * 61 + 42)).toBe(2)
    // One more may be connected.
    expect(roomFor([one], 42 + 10 * 61)).toBe(10)
    expect(roomFor([], 610)).toBe(10)
  })

  it('are drawn in their groups, and no group without any', () => {
    const drawn = firstOf(groups, 3)
    expect(drawn.flatMap(({ shown }) => shown.map(({ id }) => id))).toEqual(all.slice(0, 3))
    expect(drawn).toHaveLength(2)
  })
})

describe('a search for accounts', () => {
  const found = (query: string) => shownOrder(findAccounts(groups, query))

  it('means label, person, provider and permission, each word of it', () => {
    expect(found('')).toEqual(all)
    expect(found('github')).toEqual(['octavia', 'acme-octavia'])
    expect(found('OCTAVIA private')).toEqual(['acme-octavia'])
    expect(found('home.example')).toEqual(['side'])
    expect(found('nothing like it')).toEqual([])
  })
})
