import { describe, expect, test } from 'vitest'
import { plainFigure, ratioFigure } from './figure'
import { tableOf } from './report'
import { median, pairRatios, summarise } from './statistics'

describe('what is made of many measurements', () => {
  test('the median is the one in the middle, or between the two', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 2, 9])).toBe(3)
  })

  test('nothing measured is no figure', () => {
    expect(() => summarise([])).toThrow('nothing was measured')
  })

  test('each of ours is held against its own neighbour', () => {
    expect(pairRatios([10, 30], [10, 10])).toEqual([1, 3])
  })

  test('one disturbed pair does not move the ratio', () => {
    const figure = ratioFigure({ name: 'a', goal: 1.2, unit: 'ms' }, [11, 11, 90], [10, 10, 80])
    expect(figure).toMatchObject({ value: 1.1, median: 1.1, n: 3, unit: 'ratio', goal: 1.2 })
    expect(figure.ours).toMatchObject({ median: 11, max: 90 })
  })

  test('where one bad run is one too many the worst counts', () => {
    expect(plainFigure({ name: 'a', unit: 'count', worst: true }, [0, 0, 2]).value).toBe(2)
  })

  test('the table says of every goal whether it was met', () => {
    const table = tableOf([
      plainFigure({ name: 'quick', goal: 10, unit: 'µs' }, [4]),
      plainFigure({ name: 'slow', goal: 10, unit: 'µs' }, [40.25]),
      plainFigure({ name: 'beside', unit: 'MB' }, [1]),
    ])
    const [, , quick, slow, beside] = table.split('\n')
    expect(quick).toContain('met: ≤ 10 µs')
    expect(slow).toMatch(/40\.3 µs .*missed: ≤ 10 µs/)
    expect(beside).not.toMatch(/met|missed/)
  })
})
