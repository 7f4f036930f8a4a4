import { describe, expect, it } from 'vitest'
import { jsonOf } from '../../electron/http/get-json'
import { failureOf } from '../oauth/rig'

describe('the JSON in an answer', () => {
  it('is read whatever its type is called', async () => {
    expect(await jsonOf(Response.json({ a: [1] }))).toEqual({ a: [1] })
    expect(await jsonOf(new Response('[]', { headers: { 'content-type': 'text/plain' } }))).toEqual([])
  })

  it.each([
    ['nothing', '', 'application/json', 'response_empty', undefined],
    ['blanks', ' \n', 'application/json', 'response_empty', undefined],
    ['half an object', '{"token": "kf-secret', 'application/json', 'response_not_json', undefined],
    ['a page of some network', '<h1>Sign in</h1>', 'text/html', 'response_not_json', ['captive_portal']],
  ])('is missed in %s, and the failure quotes nothing of it', async (_name, body, type, code, likely) => {
    const failure = await failureOf(jsonOf(new Response(body, { headers: { 'content-type': type } })))
    expect([failure.code, failure.facts.likely]).toEqual([code, likely])
    expect(String(failure.stack)).not.toContain('kf-secret')
    expect(failure.cause).toBeUndefined()
  })
})
