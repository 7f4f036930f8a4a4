import { expect, test } from 'vitest'
import { createExpectations } from './expectations'
import { createRandom } from './random'

test('who was acknowledged and is missing is lost, once', () => {
  const expected = createExpectations()
  expected.begin('Ada')
  expected.acknowledge('Ada', 'connected')
  expect(expected.compare(new Set())).toEqual({ lost: ['Ada'], back: [] })
  expect(expected.compare(new Set())).toEqual({ lost: [], back: [] })
})

test('who was being connected when the app died may be there or not, and then stays', () => {
  const expected = createExpectations()
  expected.begin('Ada')
  expect(expected.compare(new Set())).toEqual({ lost: [], back: [] })
  expect(expected.compare(new Set(['Ada']))).toEqual({ lost: [], back: [] })
  expect(expected.compare(new Set())).toEqual({ lost: ['Ada'], back: [] })
})

test('who was ended must not come back, unless the app died before it said so', () => {
  const expected = createExpectations()
  expected.acknowledge('Ada', 'connected')
  expected.ending('Ada')
  expect(expected.isEnding('Ada')).toBe(true)
  expect(expected.compare(new Set(['Ada']))).toEqual({ lost: [], back: [] })
  expected.acknowledge('Ada', 'gone')
  expect(expected.compare(new Set(['Ada', 'Eve']))).toEqual({ lost: [], back: ['Ada', 'Eve'] })
})

test('the same seed makes the same choices', () => {
  const choices = (seed: number) => {
    const random = createRandom(seed)
    return Array.from({ length: 50 }, () => random.below(1000))
  }
  expect(choices(7)).toEqual(choices(7))
  expect(choices(7)).not.toEqual(choices(8))
  expect(new Set(choices(7)).size).toBeGreaterThan(40)
})
