import { Failure } from '../../shared/failure'
import { credentialsIn } from '../support/credentials'
import { field, fillTemplate, isRecord } from '../support/field'
import type { Secret } from '../support/secret'
import { circumstanceAt } from './circumstance'
import type { OAuthWorld } from './configuration'
import { withoutEchoes } from './echoes'
import { answerFacts, errorIn } from './endpoint-answer'
import { serverFailure, translate } from './failures'
import type { OAuthClient } from './oauth-client'
import type { RevocationCall, RevocationShape } from './revocation-shape'
import type { TokenSet } from './token-set'

type RequestShape = Extract<RevocationShape, { kind: 'request' }>

/**
 * A revocation in the provider's own shape, filled in from its data. `secrets`: what no error text may repeat. `isSecond`:
 * another token of the same grant was revoked just now.
 */
export function revocationByRequest(
  client: OAuthClient,
  shape: RequestShape,
  token: Secret,
  tokens: TokenSet,
  secrets: readonly string[],
  isSecond: boolean,
  world: OAuthWorld,
): RevocationCall {
  const values = {
    access_token: tokens.accessToken.reveal(),
    refresh_token: tokens.refreshToken?.reveal() ?? '',
    token: token.reveal(),
    client_id: client.clientId,
  }
  const url = fillTemplate(shape.url, values)
  const shown = new URL(
    fillTemplate(shape.url, { ...values, access_token: '-', refresh_token: '-', token: '-' }),
  )
  const members = Object.entries(shape.body?.members ?? {}).map(
    ([name, template]) => [name, filledIn(template, values)] as const,
  )
  return {
    request: `${shape.method} ${shown.origin}${shown.pathname}`,
    parameters: members,
    async send() {
      const circumstance = circumstanceAt('revocation', url, client, world)
      const content = contentOf(shape, members, client, token)
      const sent = [...secrets, ...credentialsIn(content.headers.get('authorization') ?? '')]
      const response = await world
        .fetch(url, { method: shape.method, ...content })
        .catch((error: unknown) => {
          throw translate(error, circumstance)
        })
      const facts = { ...answerFacts(response), stage: 'revocation' } as const
      const { host, status } = facts
      if (status >= 500) throw new Failure('server_unavailable', `${host} answered ${status}`, { facts })
      if (status === 429) throw new Failure('rate_limited', `${host} asks to slow down`, { facts })
      const answer: unknown = await response.json().catch(() => undefined)
      if (isAccepted(shape, status, answer, isSecond)) return { status }
      const said = (isRecord(answer) ? errorIn(answer, status) : undefined) ?? silence
      const words = withoutEchoes(said.error_description, sent)
      const failure = serverFailure(withoutEchoes(said.error, sent), words, status, circumstance)
      return { status, failure }
    },
  }
}

const silence = { error: 'refused', error_description: '' }

function isAccepted(shape: RequestShape, status: number, answer: unknown, isSecond: boolean): boolean {
  // 400 has many causes: only of a token whose grant was ended just now it says that it has gone.
  if (shape.gone?.includes(status) && (status !== 400 || isSecond)) return true
  if (!shape.success.includes(status)) return false
  return !shape.successField || field(answer, shape.successField) === true
}

function contentOf(
  shape: RequestShape,
  members: readonly (readonly [string, string])[],
  client: OAuthClient,
  token: Secret,
): { readonly headers: Headers; readonly body?: string } {
  const headers = new Headers({ accept: 'application/json' })
  if (shape.authentication === 'bearer') headers.set('authorization', `Bearer ${token.reveal()}`)
  if (shape.authentication === 'client_basic') {
    const pair = `${client.clientId}:${client.clientSecret?.reveal() ?? ''}`
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`)
  }
  if (!shape.body) return { headers }
  const isJson = shape.body.type === 'json'
  headers.set('content-type', isJson ? 'application/json' : 'application/x-www-form-urlencoded')
  const body = isJson
    ? JSON.stringify(Object.fromEntries(members))
    : new URLSearchParams(members.map(([name, value]) => [name, value])).toString()
  return { headers, body }
}

/** Fills `{name}` in, as it is: members are encoded with the body. */
function filledIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
