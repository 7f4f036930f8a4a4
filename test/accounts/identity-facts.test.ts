import { describe, expect, test } from 'vitest'
import { customToProvider } from '../../electron/accounts/custom-to-provider'
import { factsIn, saidOf, subjectIn } from '../../electron/accounts/identity-facts'
import { bitbucket } from '../../electron/providers/bitbucket'
import { cloudflare } from '../../electron/providers/cloudflare'
import { notion } from '../../electron/providers/notion'
import type { Identity, Provider } from '../../electron/providers/provider'
import { secret } from '../../electron/support/secret'
import { acme } from '../support/some-custom-provider'

type Asking = Extract<Identity, { from: 'request' }>
function identityOf({ identity }: Provider): Asking {
  if (identity.from !== 'request') throw new Error('it asks nobody')
  return identity
}

const tokens = (extras: object) => ({
  accessToken: secret('at'),
  tokenType: 'bearer' as const,
  requestedAt: 0,
  extras: secret(JSON.stringify(extras)),
})
const person = { bot: { owner: { user: { id: 'u1' } } } }

describe('who it is', () => {
  test('is said by the named members of the token answer too', () => {
    const identity = identityOf(notion)
    const said = saidOf(person, tokens({ workspace_id: 'w1', other_token: 'x' }), identity)
    expect(subjectIn(said, identity.fields.id)).toBe('w1/u1')
    expect(said.tokenAnswer).toEqual({ workspace_id: 'w1' })
    expect(subjectIn(saidOf(person, tokens({}), identity), identity.fields.id)).toBeUndefined()
  })

  test('is not what a person typed to get at a token', () => {
    const url = 'https://api.example/me'
    const fields = { idField: 'token_answer:other_token', nameField: 'token_answer:other_token' }
    const identity = identityOf(
      customToProvider({
        ...acme,
        id: 'custom-1',
        identity: { from: 'request', url, ...fields },
      }),
    )
    const said = saidOf({ id: 1 }, tokens({ other_token: 'x' }), identity)
    expect(subjectIn(said, identity.fields.id)).toBeUndefined()
    expect(factsIn(said, identity.fields)).toEqual({})
  })

  test('has first and last name where they are two, and one where the other is missing', () => {
    const { fields } = identityOf(cloudflare)
    const named = (result: object) =>
      factsIn(saidOf({ result }, tokens({}), identityOf(cloudflare)), fields).name
    expect(named({ first_name: 'Ada', last_name: 'Lovelace' })).toBe('Ada Lovelace')
    expect(named({ first_name: null, last_name: 'Lovelace' })).toBe('Lovelace')
    expect(named({ first_name: null, last_name: null })).toBeUndefined()
  })

  test('has the address that is the first and is confirmed, or none', () => {
    const identity = identityOf(bitbucket)
    const [question] = identity.also ?? []
    const address = (values: object[]) =>
      factsIn(saidOf({ values }, tokens({}), identity), question?.fields ?? {})
    const old = { email: 'old@acme.example', is_primary: false, is_confirmed: true }
    const first = { email: 'ada@acme.example', is_primary: true, is_confirmed: true }
    expect(address([old, first])).toEqual({ email: 'ada@acme.example' })
    expect(address([old, { ...first, is_confirmed: false }])).toEqual({})
  })
})
