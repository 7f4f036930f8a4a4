import { expect, test } from 'vitest'
import { afterRenewal, timesOf } from '../../electron/accounts/grant-times'
import { secret } from '../../electron/support/secret'
import { someAccount } from '../support/some-account'

const minute = 60_000
const hour = 60 * minute

const tokensUntil = (renewableUntil?: number) => ({
  accessToken: secret('at'),
  tokenType: 'bearer' as const,
  requestedAt: 0,
  refreshToken: secret('rt'),
  ...(renewableUntil === undefined ? {} : { renewableUntil }),
})

test('an end that a renewal moves on is known anew from then', () => {
  const account = someAccount({ renewableUntil: 2 * hour, renewableSince: 0 })
  expect(afterRenewal(account, tokensUntil(3 * hour), hour)).toMatchObject({
    renewableUntil: 3 * hour,
    renewableSince: hour,
  })
})

test('an end that a renewal leaves is the same to the second, whatever the second it is told in', () => {
  const account = someAccount({ renewableUntil: 2 * hour, renewableSince: 0 })
  expect(afterRenewal(account, tokensUntil(2 * hour + 1_000), hour)).toMatchObject({
    renewableUntil: 2 * hour,
    renewableSince: 0,
  })
})

test('an end that is no longer told is forgotten', () => {
  const account = someAccount({ renewableUntil: 2 * hour, renewableSince: 0 })
  const renewed = afterRenewal(account, tokensUntil(), hour)
  expect(renewed).not.toHaveProperty('renewableUntil')
  expect(renewed).not.toHaveProperty('renewableSince')
})

test('an end of renewals is nothing to a grant that has no refresh token', () => {
  const { refreshToken: _, ...tokens } = tokensUntil(hour)
  expect(timesOf(tokens, 0)).toEqual({})
})

test('of scopes a record takes as many as it has room for', () => {
  const scope = ['x'.repeat(301), ...Array.from({ length: 250 }, (_, index) => `scope-${index}`)]
  const { granted } = afterRenewal(someAccount(), { ...tokensUntil(), scope }, hour).scopes
  expect(granted).toHaveLength(200)
  expect(granted[0]).toBe('scope-0')
})
