import { describe, expect, it } from 'vitest'
import { jsonIn } from '../../electron/http/json-in'
import { failureOf } from '../support/failure-of'

const answer = (text: string, type = 'application/json') => ({
  url: new URL('https://api.example/me'),
  status: 200,
  headers: new Headers({ 'content-type': type }),
  text,
})

describe('the JSON in an answer', () => {
  it('is read whatever its type is called', () => {
    expect(jsonIn(answer('{"a":[1]}'))).toEqual({ a: [1] })
    expect(jsonIn(answer('[]', 'text/plain'))).toEqual([])
  })

  it.each([
    ['nothing', '', 'application/json', 'response_empty', undefined],
    ['blanks', ' \n', 'application/json', 'response_empty', undefined],
    ['half an object', '{"token": "kf-secret', 'application/json', 'response_not_json', undefined],
    ['a page of some network', '<h1>Sign in</h1>', 'text/html', 'response_not_json', ['captive_portal']],
  ])('is missed in %s, and the failure quotes nothing of it', (_name, body, type, code, likely) => {
    const failure = failureOf(() => jsonIn(answer(body, type), 'identity'))
    expect([failure.code, failure.facts.likely]).toEqual([code, likely])
    expect(failure.facts).toMatchObject({ stage: 'identity', host: 'api.example', status: 200 })
    expect(String(failure.stack)).not.toContain('kf-secret')
    expect(failure.cause).toBeUndefined()
  })
})
