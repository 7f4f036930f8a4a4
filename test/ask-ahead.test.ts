import { expect, test } from 'vitest'
import { askAhead } from '../electron/ask-ahead'

function asking() {
  const asked: string[] = []
  const ask = async (method: string, request: unknown) => {
    asked.push(`${method} ${JSON.stringify(request)}`)
    return `answer ${asked.length}`
  }
  return { asked, ask }
}

test('what was asked for ahead is there for the first who asks, and for nobody after', async () => {
  const { asked, ask } = asking()
  const ahead = askAhead(ask, ['listAccounts', 'isLocked'])
  expect(asked).toEqual(['listAccounts {}', 'isLocked {}'])
  expect(await ahead.ask('listAccounts', {})).toBe('answer 1')
  expect(asked).toHaveLength(2)
  expect(await ahead.ask('listAccounts', {})).toBe('answer 3')
})

test('all else is asked for now, with its request', async () => {
  const { asked, ask } = asking()
  const ahead = askAhead(ask, ['isLocked'])
  expect(await ahead.ask('rename', { label: 'x' })).toBe('answer 2')
  expect(asked.at(-1)).toBe('rename {"label":"x"}')
})

test('what was asked for before something was told is not handed out', async () => {
  const { ask } = asking()
  const ahead = askAhead(ask, ['listAccounts'])
  ahead.forget()
  expect(await ahead.ask('listAccounts', {})).toBe('answer 2')
})
