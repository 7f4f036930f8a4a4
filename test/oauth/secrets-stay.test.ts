import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { silentRecorder } from '../../electron/oauth/recorder'
import { refresh } from '../../electron/oauth/refresh'
import { revoke } from '../../electron/oauth/revoke'
import { fetchIdentity } from '../../electron/oauth/userinfo'
import { secret } from '../../electron/support/secret'
import { refusal } from '../hostile/answer'
import type { Misbehaviour } from '../hostile/faults'
import { startHostileServer } from '../hostile/server'
import { clientOf, createWorld, failureOf, signIn } from './rig'

/** Everything that printing, logging or storing an error could show. */
const everythingIn = (error: Error) =>
  [error.message, error.stack, inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error)].join(
    '\n',
  )

type Token = NonNullable<Misbehaviour['token']>

describe('an error of the engine carries no secret, however it is printed', () => {
  it.each<Token>([
    'html_page',
    'broken_json',
    'access_token_with_line_break',
    'unknown_token_type',
    'bound_without_being_asked',
    'no_access_token',
    'access_token_a_number',
    'id_token_wrong_issuer',
    'id_token_wrong_nonce',
    'id_token_bad_signature',
    'id_token_wrong_at_hash',
    'id_token_encrypted',
    'id_token_no_jwt',
    refusal('invalid_grant'),
    'reset',
    'redirect',
  ])('after a token answer with %s', async (token) => {
    const server = await startHostileServer()
    server.misbehave({ token })
    const client = clientOf(server, {
      clientSecret: secret('se%cret+'),
      authentication: 'client_secret_post',
    })
    const text = everythingIn(await failureOf(signIn(server, { client })))
    const sent = server.requestsTo('token')[0]?.form
    const asked = server.requestsTo('authorize')[0]?.url.searchParams
    const secrets = [sent?.get('code'), sent?.get('code_verifier'), asked?.get('state'), asked?.get('nonce')]
    for (const each of [...secrets, 'se%cret+', 'kfat_', 'kfrt_', 'eyJ', 'x-evil', '"abc']) {
      expect(each).toBeTruthy()
      expect(text).not.toContain(each)
    }
  })

  it('although the server repeats code, verifier and client secret in its error', async () => {
    const server = await startHostileServer()
    const client = clientOf(server, {
      clientSecret: secret('se%cret+'),
      authentication: 'client_secret_basic',
    })
    const world = createWorld()
    const failure = await failureOf(
      signIn(server, {
        client,
        world: {
          fetch: async (url, init) => {
            if (!url.endsWith('/token')) return world.fetch(url, init)
            const form = new URLSearchParams(String(init?.body))
            const echo = `no code ${form.get('code')} with ${form.get('code_verifier')} and se%cret+`
            server.misbehave({ token: refusal('invalid_grant', echo) })
            return world.fetch(url, init)
          },
        },
      }),
    )
    expect(failure.facts.serverDescription).toBe('no code •••• with •••• and ••••')
  })

  it('although the server repeats the client secret as the header has it', async () => {
    const server = await startHostileServer()
    const client = clientOf(server, {
      clientSecret: secret('kfsecret'),
      authentication: 'client_secret_basic',
    })
    const { tokens } = await signIn(server)
    const credentials = btoa('keyfob:kfsecret')
    server.misbehave({ token: refusal('invalid_client', `who is ${credentials}?`) })
    const ended = refresh(client, tokens, 'ada', undefined, createWorld(), silentRecorder)
    expect((await failureOf(ended)).facts.serverDescription).toBe('who is ••••?')

    server.misbehave({ api: refusal('invalid_client', `who is ${credentials}?`) })
    const shape = {
      kind: 'request',
      method: 'DELETE',
      url: `${server.issuer}/api/grant`,
      authentication: 'client_basic',
      tokens: ['access_token'],
      success: [204],
    } as const
    const [report] = await revoke(client, shape, tokens, createWorld(), silentRecorder)
    expect(report?.failure?.facts.serverDescription).toBe('who is ••••?')
  })

  it('although the server repeats a refresh token that it refuses', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    const refreshToken = tokens.refreshToken?.reveal() ?? ''
    server.misbehave({ token: refusal('invalid_grant', `Invalid refresh token: ${refreshToken}`) })
    const ended = refresh(clientOf(server), tokens, 'ada', undefined, createWorld(), silentRecorder)
    const failure = await failureOf(ended)
    expect(failure.facts.serverDescription).toBe('Invalid refresh token: ••••')
    expect(everythingIn(failure)).not.toContain(refreshToken)
  })

  it('although the server repeats the token that it does not revoke', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    const refreshToken = tokens.refreshToken?.reveal() ?? ''
    server.misbehave({ revocation: refusal('invalid_request', `what is ${refreshToken}?`) })
    const report = await revoke(clientOf(server), { kind: 'rfc7009' }, tokens, createWorld(), silentRecorder)
    expect(report[0]?.failure?.facts.serverDescription).toBe('what is ••••?')
    expect(JSON.stringify(report)).not.toContain(refreshToken)
  })

  it('when the token itself cannot be sent', async () => {
    const server = await startHostileServer()
    const { tokens } = await signIn(server)
    const spoilt = { ...tokens, accessToken: secret('at_spoilt\nx-evil: 1') }
    const failure = await failureOf(
      fetchIdentity(clientOf(server), spoilt, 'ada', createWorld(), silentRecorder),
    )
    expect(everythingIn(failure)).not.toContain('at_spoilt')
  })
})
