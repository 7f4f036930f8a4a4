import { describe, expect, it } from 'vitest'
import type { Circumstance } from '../../electron/oauth/circumstance'
import { endsGrant } from '../../electron/oauth/ends-grant'
import { serverErrors } from '../../electron/oauth/failure-table'
import { serverFailure, translate } from '../../electron/oauth/failures'
import { secret } from '../../electron/support/secret'
import { Failure, type FailureCode, failureCodes, type LikelyCause } from '../../shared/failure'

const atToken: Circumstance = { stage: 'token', host: 'id.example' }
const atDevice: Circumstance = { stage: 'device_token', host: 'id.example' }
const atRenewal: Circumstance = { stage: 'renewal', host: 'id.example' }
/** Microsoft's, where an organisation asks its people to sign in every so often. */
const signInFrequency =
  'AADSTS70043: The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.'
const withClient = (clientId: string, clientSecret?: string): Circumstance => ({
  ...atToken,
  client: { clientId, ...(clientSecret === undefined ? {} : { clientSecret: secret(clientSecret) }) },
})

describe('an error of a server is named', () => {
  it.each<[said: string, words: string, around: Circumstance, code: FailureCode]>([
    ['invalid_client', '', atToken, 'invalid_client'],
    ['incorrect_client_credentials', '', atToken, 'invalid_client'],
    ['bad_client_secret', '', atToken, 'invalid_client'],
    ['invalid_grant', '', atToken, 'invalid_grant'],
    ['bad_verification_code', '', atToken, 'invalid_grant'],
    ['bad_refresh_token', '', atRenewal, 'invalid_grant'],
    ['code_already_used', '', atToken, 'invalid_grant'],
    ['redirect_uri_mismatch', '', atToken, 'redirect_uri_mismatch'],
    [
      'invalid_request',
      'The redirect_uri is not registered',
      { stage: 'authorization' },
      'redirect_uri_mismatch',
    ],
    ['unauthorized_client', 'redirect URI not allowed', { stage: 'authorization' }, 'redirect_uri_mismatch'],
    ['invalid_request', 'code_challenge is missing', { stage: 'authorization' }, 'invalid_request'],
    ['invalid_grant', 'redirect_uri differs', atToken, 'invalid_grant'],
    ['invalid_scope', '', { stage: 'authorization' }, 'invalid_scope'],
    ['invalid_target', '', { stage: 'authorization' }, 'invalid_target'],
    ['unauthorized_client', '', atToken, 'unauthorized_client'],
    ['unsupported_grant_type', '', atToken, 'unsupported_grant_type'],
    ['unsupported_response_type', '', { stage: 'authorization' }, 'unsupported_response_type'],
    ['access_denied', '', { stage: 'authorization' }, 'access_denied'],
    [
      'access_denied',
      'AADSTS53003: blocked by Conditional Access',
      { stage: 'authorization' },
      'policy_blocked',
    ],
    ['access_denied', 'AADSTS50105: not assigned', { stage: 'authorization' }, 'policy_blocked'],
    ['admin_policy_enforced', '', { stage: 'authorization' }, 'policy_blocked'],
    ['invalid_grant', signInFrequency, atRenewal, 'invalid_grant'],
    ['interaction_required', 'A policy wants another factor', atRenewal, 'interaction_required'],
    ['login_required', '', { stage: 'authorization' }, 'interaction_required'],
    ['consent_required', '', atRenewal, 'interaction_required'],
    ['server_error', '', { stage: 'authorization' }, 'server_error'],
    ['temporarily_unavailable', '', { stage: 'authorization' }, 'temporarily_unavailable'],
    ['insufficient_scope', '', { stage: 'resource' }, 'insufficient_scope'],
    ['invalid_token', '', { stage: 'resource' }, 'invalid_token'],
    ['slow_down', '', atToken, 'rate_limited'],
    ['expired_token', '', atToken, 'device_code_expired'],
    ['invalid_dpop_proof', '', atToken, 'dpop_refused'],
    ['use_dpop_nonce', '', atToken, 'dpop_refused'],
    ['something_else_entirely', '', atToken, 'unknown_server_error'],
  ])('%s "%s" at %o is %s', (said, words, around, code) => {
    const failure = serverFailure(said, words, 400, around)
    expect(failure.code).toBe(code)
    expect(failure.facts).toMatchObject({ stage: around.stage, serverError: said, status: 400 })
  })

  it('by a code that the window has words for, whatever the server says', () => {
    for (const code of serverErrors.values()) expect(failureCodes).toContain(code)
  })
})

describe('the likely causes are named, most likely first', () => {
  it.each<[said: string, words: string, around: Circumstance, likely: readonly LikelyCause[]]>([
    [
      'invalid_grant',
      '',
      atToken,
      ['code_expired', 'code_used_twice', 'redirect_uri_differs', 'verifier_differs'],
    ],
    [
      'invalid_grant',
      'PKCE verification failed',
      atToken,
      ['verifier_differs', 'code_expired', 'code_used_twice', 'redirect_uri_differs'],
    ],
    [
      'invalid_grant',
      'redirect_uri mismatch',
      atToken,
      ['redirect_uri_differs', 'code_expired', 'code_used_twice', 'verifier_differs'],
    ],
    [
      'invalid_grant',
      'authorization code already redeemed',
      atToken,
      ['code_used_twice', 'code_expired', 'redirect_uri_differs', 'verifier_differs'],
    ],
    [
      'invalid_grant',
      'The device code was consumed',
      atDevice,
      ['device_answer_lost', 'code_expired', 'device_code_foreign'],
    ],
    [
      'invalid_grant',
      'refresh token already used',
      atRenewal,
      ['refresh_token_rotated', 'refresh_token_revoked', 'refresh_token_expired'],
    ],
    [
      'invalid_grant',
      'The token was revoked or has expired',
      atRenewal,
      ['refresh_token_revoked', 'refresh_token_expired', 'refresh_token_rotated'],
    ],
    [
      'invalid_grant',
      'The assertion was issued in the future',
      atRenewal,
      ['clock_differs', 'refresh_token_revoked', 'refresh_token_expired', 'refresh_token_rotated'],
    ],
    [
      'invalid_grant',
      '',
      atRenewal,
      ['refresh_token_revoked', 'refresh_token_expired', 'refresh_token_rotated'],
    ],
    [
      'invalid_grant',
      'Token has been expired',
      atRenewal,
      ['refresh_token_expired', 'refresh_token_revoked', 'refresh_token_rotated'],
    ],
    [
      'invalid_grant',
      'reuse detected',
      atRenewal,
      ['refresh_token_rotated', 'refresh_token_revoked', 'refresh_token_expired'],
    ],
    [
      'unauthorized_client',
      '',
      atToken,
      ['client_way_off', 'client_not_approved', 'client_wrong_environment'],
    ],
    ['temporarily_unavailable', '', atToken, ['server_busy']],
  ])('%s "%s" at %o', (said, words, around, likely) => {
    expect(serverFailure(said, words, 400, around).facts.likely).toEqual(likely)
  })

  it.each<[Circumstance, LikelyCause, boolean]>([
    [withClient('keyfob', 'good'), 'client_whitespace', false],
    [withClient('keyfob ', 'good'), 'client_whitespace', true],
    [withClient('keyfob', 'go\nod'), 'client_whitespace', true],
    [withClient('keyfob', 'good'), 'client_secret_regenerated', true],
    [withClient('keyfob'), 'client_secret_regenerated', false],
  ])('by looking at what was sent: %o, %s is %s', (around, cause, isLikely) => {
    expect(serverFailure('invalid_client', '', 401, around).facts.likely?.includes(cause)).toBe(isLikely)
  })

  it.each<[words: string, cause: LikelyCause]>([
    ['The OAuth client was not found.', 'client_not_registered'],
    ['AADSTS700016: Application with identifier 1 was not found in the directory', 'client_not_registered'],
    ['This app is pending approval', 'client_not_approved'],
    ['The registration of this client is incomplete', 'client_incomplete'],
    ['Unsupported token_endpoint_auth_method', 'client_wrong_authentication'],
    ['Public clients must not authenticate', 'client_wrong_authentication'],
    [
      'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
      'client_secret_regenerated',
    ],
  ])('of a client that is refused with "%s": %s', (words, cause) => {
    const { likely } = serverFailure('invalid_client', words, 401, withClient('keyfob', 'good')).facts
    expect(likely?.[0]).toBe(cause)
    expect(likely).toEqual(
      expect.arrayContaining(['client_not_registered', 'client_not_approved', 'client_incomplete']),
    )
  })

  it.each([
    ['The grant is invalid, expired, revoked, or was issued to another client.', atDevice],
    ['The refresh token is invalid or expired.', atRenewal],
  ])('as ever where the words go with any refusal: %s', (words, around) => {
    const { likely } = serverFailure('invalid_grant', words, 400, around).facts
    expect(likely).toEqual(serverFailure('invalid_grant', '', 400, around).facts.likely)
  })

  it('a clock that is more than 60 s off comes before everything else, one that is not is not mentioned', () => {
    const wrong = serverFailure('invalid_grant', '', 400, { ...atToken, clockSkew: -3600.4 })
    const right = serverFailure('invalid_grant', '', 400, { ...atToken, clockSkew: 59 })
    expect(wrong.facts).toMatchObject({ clockSkew: -3600 })
    expect(wrong.facts.likely?.[0]).toBe('clock_differs')
    expect(right.facts).not.toHaveProperty('clockSkew')
    expect(right.facts.likely).not.toContain('clock_differs')
    const busy = serverFailure('temporarily_unavailable', '', 503, { ...atToken, clockSkew: -3600 })
    expect(busy.facts.likely).toEqual(['server_busy'])
  })

  it('a renewal that is refused without a word has the causes of any refused renewal', () => {
    const silence = new Failure('response_empty', 'nothing', { facts: { status: 400, host: 'id.example' } })
    expect(translate(silence, atRenewal).facts.likely).toEqual([
      'refresh_token_revoked',
      'refresh_token_expired',
      'refresh_token_rotated',
    ])
    expect(translate(silence, atToken).facts.likely).toBeUndefined()
  })
})

describe('what is not an error of a server', () => {
  it('keeps its code and facts, and learns where it happened', () => {
    const network = new Failure('connection_refused', 'no', { facts: { host: 'other.example' } })
    const failure = translate(network, { ...atToken, clockSkew: 100 })
    expect(failure.code).toBe('connection_refused')
    expect(failure.facts).toEqual({ stage: 'token', host: 'other.example', clockSkew: 100 })
  })

  it('is found inside whatever the protocol library wraps around it', () => {
    const inner = new Failure('certificate_expired', 'no', { facts: { host: 'id.example' } })
    const wrapped = new Error('something went wrong', { cause: new Error('and again', { cause: inner }) })
    expect(translate(wrapped, atToken).code).toBe('certificate_expired')
  })

  it('is told by name and place alone when it is our own mistake', () => {
    const mistake = new TypeError('cannot use the token kfat_secret')
    const failure = translate(mistake, atToken)
    expect(failure.code).toBe('unexpected')
    expect(failure.message).toMatch(/^token: TypeError at failures\.test\.ts:\d+$/)
    expect(failure.cause).toBeUndefined()
  })
})

describe('an account is ended', () => {
  it.each<[FailureCode, boolean]>(
    failureCodes.map((code) => [code, code === 'invalid_grant' || code === 'interaction_required']),
  )('by %s: %s', (code, ends) => {
    expect(endsGrant(new Failure(code, 'x'))).toBe(ends)
  })

  it('by the rules of an organisation, when its server says that the grant is over', () => {
    const failure = serverFailure('invalid_grant', signInFrequency, 400, atRenewal)
    expect(endsGrant(failure)).toBe(true)
    expect(failure.facts.likely?.[0]).toBe('refresh_token_expired')
  })

  it('by an error of the server’s own that its provider’s data names', () => {
    const failure = serverFailure('token_revoked', '', 400, atRenewal)
    expect(endsGrant(failure)).toBe(false)
    expect(endsGrant(failure, ['token_revoked'])).toBe(true)
  })
})
