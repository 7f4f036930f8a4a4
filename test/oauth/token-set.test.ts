import { expect, it } from 'vitest'
import { extrasOf, type TokenSet, tokenSetFromSecret, tokenSetToSecret } from '../../electron/oauth/token-set'
import { secret } from '../../electron/support/secret'

const tokens: TokenSet = { accessToken: secret('at'), tokenType: 'bearer', requestedAt: 1 }

it('the provider’s own members come back from the keychain as they went in', () => {
  const kept = tokenSetFromSecret(tokenSetToSecret({ ...tokens, extras: secret('{"user_id":"7"}') }))
  expect(extrasOf(kept)).toEqual({ user_id: '7' })
  expect(extrasOf(tokenSetFromSecret(tokenSetToSecret(tokens)))).toEqual({})
})

it('the end of the refresh token comes back as well', () => {
  const kept = tokenSetFromSecret(tokenSetToSecret({ ...tokens, renewableUntil: 7 }))
  expect(kept.renewableUntil).toBe(7)
})

it.each(['{"user_id"', '"7"', 'null'])('an entry where they are %s was altered', (extras) => {
  const text = tokenSetToSecret({ ...tokens, extras: secret(extras) })
  expect(() => tokenSetFromSecret(text)).toThrow(expect.objectContaining({ code: 'vault_entry_altered' }))
})
