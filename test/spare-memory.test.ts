import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { spareMemory } from '../electron/spare-memory'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page of which the test says when it is loaded, still and out of sight. */
function openPage() {
  const events = new EventTarget()
  const still: (() => void)[] = []
  const timers: NodeJS.Timeout[] = []
  const page = {
    addEventListener: events.addEventListener.bind(events) as Window['addEventListener'],
    setTimeout: ((task: () => void, wait: number) =>
      timers.push(setTimeout(task, wait)) - 1) as unknown as Window['setTimeout'],
    clearTimeout: ((timer: number) => {
      clearTimeout(timers[timer])
    }) as Window['clearTimeout'],
    requestIdleCallback: ((task: () => void) => still.push(task)) as Window['requestIdleCallback'],
  }
  const document = {
    addEventListener: events.addEventListener.bind(events) as Document['addEventListener'],
    hidden: false,
  }
  return {
    page,
    document,
    load: () => events.dispatchEvent(new Event('load')),
    becomeStill: () => {
      for (const task of still.splice(0)) task()
    },
    show(isShown: boolean) {
      document.hidden = !isShown
      events.dispatchEvent(new Event('visibilitychange'))
    },
  }
}

test('memory is given back once after a start, and only when the page is still', () => {
  const { page, document, load, becomeStill } = openPage()
  const spare = vi.fn()
  spareMemory(page, document, spare)
  load()
  becomeStill()
  vi.advanceTimersByTime(2_999)
  becomeStill()
  expect(spare).not.toHaveBeenCalled()

  vi.advanceTimersByTime(1)
  expect(spare).not.toHaveBeenCalled()
  becomeStill()
  vi.advanceTimersByTime(60 * 60_000)
  becomeStill()
  expect(spare).toHaveBeenCalledTimes(1)
})

test('memory is given back when the window has been out of sight for a minute, each time', () => {
  const { page, document, show } = openPage()
  const spare = vi.fn()
  spareMemory(page, document, spare)
  show(false)
  vi.advanceTimersByTime(59_999)
  show(true)
  vi.advanceTimersByTime(60_000)
  expect(spare).not.toHaveBeenCalled()

  for (const time of [1, 2]) {
    show(false)
    vi.advanceTimersByTime(60_000)
    expect(spare).toHaveBeenCalledTimes(time)
    show(true)
  }
})
