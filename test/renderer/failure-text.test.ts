import { describe, expect, it } from 'vitest'
import { explainFailure } from '../../renderer/failure-text'
import { failuresOfAnswers } from '../../renderer/failure-texts/answers'
import { failuresOfFlows } from '../../renderer/failure-texts/flow'
import { failuresHere } from '../../renderer/failure-texts/here'
import { failuresOfTheNetwork } from '../../renderer/failure-texts/network'
import { failuresOfUpdates } from '../../renderer/failure-texts/update'
import { type FailureFacts, failureCodes, failureStages, likelyCauses } from '../../shared/failure'

const everyFact: FailureFacts = {
  stage: 'token',
  host: 'login.example.com:8443',
  serverError: 'some_error',
  serverDescription: 'What the server said.',
  status: 503,
  retryAfter: 42,
  port: 53682,
  redirectUri: 'http://127.0.0.1:53682/callback',
  missingScopes: ['files:read', 'files:write'],
  clockSkew: -340,
  subject: 'Ada Lovelace',
  likely: likelyCauses,
}

describe.each(failureCodes)('the words for %s', (code) => {
  const variants = [
    explainFailure({ code }),
    explainFailure({ code, facts: {} }, 'Example'),
    explainFailure({ code, facts: everyFact }),
    explainFailure({ code, facts: everyFact, message: 'for developers' }, 'Example'),
    ...failureStages.map((stage) => explainFailure({ code, facts: { stage } })),
  ]

  it('read well with and without facts', () => {
    for (const { title, happened, advice, causes } of variants) {
      for (const sentence of [title, happened, advice, ...causes]) {
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\{|\}| {2}|\s$/)
        expect(sentence).toMatch(/^[\p{Lu}a-z0-9]/u)
      }
      expect(title).not.toMatch(/[.]$/)
      for (const sentence of [happened, advice, ...causes]) expect(sentence).toMatch(/[.!?”]$/)
    }
  })

  it('keep the raw code for the details', () => {
    for (const { title, happened, advice, details } of variants) {
      if (code.includes('_')) expect([title, happened, advice].join(' ')).not.toContain(code)
      expect(details).toContain(code)
    }
  })
})

describe('failure words', () => {
  it('exist for every code and for nothing else', () => {
    const written = [
      failuresHere,
      failuresOfFlows,
      failuresOfAnswers,
      failuresOfTheNetwork,
      failuresOfUpdates,
    ].flatMap((table) => Object.keys(table))
    expect(written.toSorted()).toEqual([...failureCodes].toSorted())
  })

  it('name the provider when it is known and the host when it is not', () => {
    expect(explainFailure({ code: 'invalid_client' }, 'Google').title).toBe(
      'Google does not know this client',
    )
    const { title } = explainFailure({ code: 'invalid_client', facts: { host: 'login.example.com' } })
    expect(title).toBe('login.example.com does not know this client')
    expect(explainFailure({ code: 'invalid_client' }).title).toBe('The server does not know this client')
  })

  it('put the causes that were found by looking before the general ones', () => {
    const { causes } = explainFailure({
      code: 'invalid_client',
      facts: { likely: ['client_whitespace', 'client_lookalike'] },
    })
    expect(causes).toEqual([
      'A space or line break was copied along with the client ID or secret.',
      'Two characters that look alike were mixed up: 0 and O, or 1, l and I.',
    ])
  })

  it('advise what cures the likeliest cause, and put the cures of the others beside them', () => {
    const { advice, action, causes } = explainFailure({
      code: 'invalid_client',
      facts: { likely: ['client_wrong_authentication', 'client_not_approved', 'client_lookalike'] },
    })
    expect(advice).toBe('Set it at the provider as the guide for registering says, then try again.')
    expect(action?.kind).toBe('try_again')
    expect(causes.slice(1)).toEqual([
      'The app is still waiting for approval at the provider. Wait until it is approved, then try again.',
      'Two characters that look alike were mixed up: 0 and O, or 1, l and I.',
    ])
    const clock = explainFailure({ code: 'invalid_grant', facts: { likely: ['clock_differs'] } })
    expect(clock.advice).toBe('Let the system set the clock automatically, then try again.')
  })

  it('advise as the failure does where its likeliest cause has no cure of its own', () => {
    const { advice, action } = explainFailure({
      code: 'invalid_client',
      facts: { likely: ['client_secret_regenerated', 'client_not_approved'] },
    })
    expect(advice).toContain('character by character')
    expect(action?.kind).toBe('enter_client')
  })

  it('say first that the clock is wrong when it is off by more than a minute', () => {
    const behind = explainFailure({ code: 'id_token_invalid', facts: { clockSkew: -3_600 } })
    expect(behind.causes[0]).toBe('The clock of this computer is 3,600 seconds behind the server’s.')
    const fine = explainFailure({ code: 'id_token_invalid', facts: { clockSkew: 20 } })
    expect(fine.causes.join()).not.toContain('seconds')
  })

  it('tell how long to wait and which permissions are missing', () => {
    expect(explainFailure({ code: 'rate_limited', facts: { retryAfter: 29.2 } }).happened).toContain(
      '30 seconds',
    )
    expect(
      explainFailure({ code: 'insufficient_scope', facts: { missingScopes: ['a', 'b'] } }).happened,
    ).toContain('a and b')
  })

  it('tell a rule that a server applied from one of this computer, where no server was asked', () => {
    const facts = { subject: 'the API console' }
    expect(explainFailure({ code: 'policy_forbids', facts }, 'GitHub').happened).toBe(
      'The settings that your organisation made for Keyfob rule out the API console. No server was asked.',
    )
    expect(explainFailure({ code: 'policy_blocked' }, 'GitHub').happened).toMatch(/^GitHub applied a rule/)
  })

  it('name the address that Keyfob does not go to, whatever led there', () => {
    const words = (host: string) => explainFailure({ code: 'foreign_origin', facts: { host } }, 'GitHub')
    expect(words('evil.example').happened).toContain('does not go to evil.example:')
    expect(words('').happened).toContain('does not go to this address:')
    const { title, happened, advice } = words('evil.example')
    expect([title, happened, advice].join(' ')).not.toMatch(/\blist\b|next page/)
  })

  it('show the message for developers only where there are no better words', () => {
    expect(explainFailure({ code: 'unexpected', message: 'boom' }).details).toContain('boom')
    expect(explainFailure({ code: 'invalid_grant', message: 'boom' }).details).not.toContain('boom')
  })
})
