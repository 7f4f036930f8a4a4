import { expect, test } from 'vitest'
import { slack } from '../../electron/providers/slack'
import { requireReading } from '../../electron/resources/console-rules'
import type { ConsoleRequest } from '../../shared/api-console'
import { Failure } from '../../shared/failure'

function mayGo(method: ConsoleRequest['method'], address: string, readingPaths?: string): boolean {
  try {
    requireReading({ accountId: 'a', method, address, query: [], headers: [] }, readingPaths)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ code: 'bad_request', facts: { subject: 'confirmed' } })
    return false
  }
}

test('what reads goes without a question, what changes does not', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) expect(mayGo(method, '/v2/droplets')).toBe(true)
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
    expect(mayGo(method, '/v2/droplets')).toBe(false)
})

test.each([
  '/api/conversations.list?limit=3',
  'https://slack.com/api/users.info?user=U1',
  '/api/users.profile.get',
  '/api/auth.test',
  '/api/search.messages?query=x',
  '/api/users.conversations',
  '/api/chat.scheduledMessages.list',
])('a GET to Slack that reads goes without a question: %s', (address) => {
  expect(mayGo('GET', address, slack.readingPaths)).toBe(true)
})

test.each([
  '/api/chat.postMessage?channel=C1&text=x.list',
  '/api/auth.revoke',
  '/api/conversations.archive',
  '/api/users.profile.set',
  '/api/files.delete#conversations.list',
  '/api/conversations.list/../chat.delete',
  '/api//conversations.list',
  '/api/conversations%2Elist',
  '/api/chat.postMessage%2F.list',
  '/elsewhere/conversations.list',
])('a GET to Slack that may change something does not: %s', (address) => {
  expect(mayGo('GET', address, slack.readingPaths)).toBe(false)
})

test('what Keyfob itself lists there is known to read', () => {
  for (const { url } of slack.resources) expect(mayGo('GET', url, slack.readingPaths)).toBe(true)
})
