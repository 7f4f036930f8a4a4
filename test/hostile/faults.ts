import { type Answer, empty, form, html, json, refusal } from './answer'
import { ellipticKey, firstKey, publicJwk, secondKey, signJwt, strangersKey } from './keys'

type Body = Record<string, unknown>
type Fault = (honest: () => Answer) => Answer

/** Faults that any endpoint may have. */
const common = {
  hang: () => ({ status: 200, fault: 'hang' }),
  reset: () => ({ status: 200, fault: 'reset' }),
  cut_short: () => ({ ...json({ padding: 'x'.repeat(100) }), fault: 'cut' }),
  html_page: () => html(),
  nothing: () => empty(),
  broken_json: () => ({ ...json({}), body: '{"access_token": "abc' }),
  over_a_mebibyte: () => json({ access_token: 'a', token_type: 'bearer', padding: 'x'.repeat(1_100_000) }),
  redirect: () => empty(307, { location: 'http://127.0.0.1:9/elsewhere' }),
  unavailable: () => ({ ...html(503), headers: { 'content-type': 'text/html', 'retry-after': '30' } }),
  too_many: () => empty(429, { 'retry-after': '17' }),
  refused_without_a_word: () => empty(400),
} as const satisfies Record<string, Fault>

const jwt = (body: string): Answer => ({ status: 200, headers: { 'content-type': 'application/jwt' }, body })

const changed =
  (change: (body: Body) => Body): Fault =>
  (honest) => {
    const answer = honest()
    return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body ?? '{}') as Body)) }
  }

const token = {
  no_access_token: changed(({ access_token: _, ...rest }) => rest),
  access_token_a_number: changed((body) => ({ ...body, access_token: 12345 })),
  access_token_with_line_break: changed((body) => ({ ...body, access_token: 'abc\r\nx-evil: 1' })),
  no_id_token: changed(({ id_token: _, ...rest }) => rest),
  no_refresh_token: changed(({ refresh_token: _, ...rest }) => rest),
  unknown_token_type: changed((body) => ({ ...body, token_type: 'mac' })),
  bound_without_being_asked: changed((body) => ({ ...body, token_type: 'DPoP' })),
  a_list: () => json([]),
  json_called_text: (honest) => ({ ...honest(), headers: { 'content-type': 'text/plain' } }),
  // Dialects: all of these are to be understood.
  type_in_capitals: changed((body) => ({ ...body, token_type: 'BEARER' })),
  no_token_type: changed(({ token_type: _, ...rest }) => rest),
  expiry_as_text: changed((body) => ({ ...body, expires_in: '3600' })),
  no_expiry: changed(({ expires_in: _, ...rest }) => rest),
  expiry_nonsense: changed((body) => ({ ...body, expires_in: 'never' })),
  scope_as_list: changed((body) => ({ ...body, scope: ['openid', 'files:read'] })),
  scope_with_commas: changed((body) => ({ ...body, scope: 'openid,files:read' })),
  narrower_scope: changed((body) => ({ ...body, scope: 'openid' })),
  no_scope: changed(({ scope: _, ...rest }) => rest),
  nulls: changed((body) => ({ ...body, error: null, expires_in: null, scope: null })),
  form_encoded: (honest) => {
    const members = JSON.parse(honest().body ?? '{}') as Body
    return form(Object.fromEntries(Object.entries(members).map(([name, value]) => [name, String(value)])))
  },
  nested: changed((body) => ({ ok: true, authed_user: body })),
  json_with_suffix: (honest) => ({
    ...honest(),
    headers: { 'content-type': 'application/vnd.example+json; charset=utf-8' },
  }),
  error_in_200: () => json({ error: 'bad_verification_code', error_description: 'The code is incorrect.' }),
  form_encoded_error: () => form({ error: 'invalid_grant', error_description: 'gone' }),
  nested_error: () => json({ error: { code: 'invalid_grant', message: 'It is gone' } }, 400),
  not_ok: () => json({ ok: false, error: 'invalid_code' }),
  named_otherwise: () => json({ id: 'unauthorized', message: 'Unable to authenticate you' }, 401),
  grant_refused_while_failing: () => refusal('invalid_grant', 'database is down', 500),
} as const satisfies Record<string, Fault>

const jwks = {
  no_keys: () => json({ keys: [] }),
  rotated: () => json({ keys: [publicJwk(secondKey)] }),
  several: () => json({ keys: [firstKey, secondKey, ellipticKey].map(publicJwk) }),
} as const satisfies Record<string, Fault>

const userinfo = {
  other_subject: changed((body) => ({ ...body, sub: 'mallory' })),
  no_subject: changed(({ sub: _, ...rest }) => rest),
  signed: (honest) => jwt(signJwt({ alg: 'RS256', kid: 'first' }, JSON.parse(honest().body ?? ''), firstKey)),
  signed_by_a_stranger: (honest) =>
    jwt(signJwt({ alg: 'RS256', kid: 'first' }, JSON.parse(honest().body ?? ''), strangersKey)),
  challenge_without_scheme: () => ({
    ...empty(401),
    headers: { 'www-authenticate': 'error="invalid_token", error_description="expired"' },
  }),
  refused_without_challenge: () => empty(401),
} as const satisfies Record<string, Fault>

const discovery = {
  issuer_of_another: changed((body) => ({ ...body, issuer: 'https://elsewhere.example' })),
  endpoint_without_tls: changed((body) => ({ ...body, token_endpoint: 'http://elsewhere.example/token' })),
  implicit_only: changed((body) => ({
    ...body,
    token_endpoint: undefined,
    response_types_supported: ['token', 'id_token token'],
    grant_types_supported: ['implicit'],
  })),
} as const satisfies Record<string, Fault>

const device = {
  verification_url: changed(({ verification_uri: url, ...rest }) => ({ ...rest, verification_url: url })),
  interval_as_text: changed((body) => ({ ...body, interval: '7' })),
  no_interval: changed(({ interval: _, ...rest }) => rest),
  script_as_address: changed((body) => ({ ...body, verification_uri: 'javascript:alert(1)' })),
  script_as_complete_address: changed((body) => ({
    ...body,
    verification_uri_complete: 'javascript:alert(1)',
  })),
  code_with_markup: changed((body) => ({ ...body, user_code: '<img src=x>' })),
  endless_code: changed((body) => ({ ...body, user_code: 'A'.repeat(5000) })),
} as const satisfies Record<string, Fault>

export const faults = { token, jwks, userinfo, discovery, device, common } as const

type Common = keyof typeof common
/** What an endpoint does wrong: by name, or an answer word for word. */
type Wrong<Name extends string = never> = Name | Common | Answer

export interface Misbehaviour {
  readonly discovery?: Wrong<keyof typeof discovery>
  readonly jwks?: Wrong<keyof typeof jwks>
  readonly token?: Wrong<keyof typeof token | import('./id-token').IdTokenMisbehaviour>
  readonly userinfo?: Wrong<keyof typeof userinfo>
  readonly device?: Wrong<keyof typeof device>
  readonly par?: Wrong
  readonly revocation?: Wrong
  readonly registration?: Wrong
  readonly api?: Wrong
  /** What the browser is sent back with, beside or instead of an honest answer. */
  readonly authorize?: Readonly<Record<string, string | undefined>>
}

export type Endpoint = Exclude<keyof Misbehaviour, 'authorize'> | 'authorize'

export function faultOf(endpoint: Endpoint, name: string): Fault | undefined {
  const own: Readonly<Record<string, Fault>> = endpoint in faults ? faults[endpoint as 'token'] : {}
  return own[name] ?? (common as Readonly<Record<string, Fault>>)[name]
}
