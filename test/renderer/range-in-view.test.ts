import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useRangeInView } from '../../renderer/components/use-range-in-view'

const range = (startIndex: number) => ({ startIndex, endIndex: startIndex + 20, overscan: 6, count: 100_000 })

test('rows around those in view are drawn ahead, but not in leaps longer than the view', () => {
  const { result } = renderHook(useRangeInView)
  const { rangeExtractor, leaps } = result.current
  expect(rangeExtractor(range(10))).toHaveLength(33)
  expect(rangeExtractor(range(30))).toHaveLength(33)
  expect(leaps.current).toBe(false)
  expect(rangeExtractor(range(446))).toEqual(Array.from({ length: 21 }, (_, index) => 446 + index))
  expect(leaps.current).toBe(true)
  expect(rangeExtractor(range(447))).toHaveLength(33)
  expect(leaps.current).toBe(false)
})
