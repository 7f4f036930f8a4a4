import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { describe, expect, test } from 'vitest'
import { quitCleanly } from '../electron/quit'

/** As Electron does it: a second `quit` is not heard until the first `will-quit` and its microtasks are over. */
function createApp() {
  const events = new EventEmitter()
  let isAsking = false
  let onGone = () => {}
  const gone = new Promise<void>((resolve) => {
    onGone = resolve
  })
  async function quit(): Promise<void> {
    if (isAsking) return
    isAsking = true
    let isPrevented = false
    events.emit('will-quit', {
      preventDefault() {
        isPrevented = true
      },
    })
    for (let microtask = 0; microtask < 100; microtask += 1) await undefined
    isAsking = false
    if (!isPrevented) onGone()
  }
  return { app: Object.assign(events, { quit }) as unknown as App, gone }
}

describe('quitting', () => {
  test('ends the app also when there is nothing left to do', async () => {
    const { app, gone } = createApp()
    quitCleanly(app, async () => {})
    app.quit()
    await gone
  })

  test('waits for what is under way', async () => {
    const { app, gone } = createApp()
    let isDone = false
    quitCleanly(app, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      isDone = true
    })
    app.quit()
    await gone
    expect(isDone).toBe(true)
  })

  test('does what is left to do once, however often it is asked to end', async () => {
    const { app, gone } = createApp()
    let times = 0
    quitCleanly(app, async () => {
      times += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
    })
    app.quit()
    await new Promise((resolve) => setTimeout(resolve, 5))
    app.quit()
    await gone
    expect(times).toBe(1)
  })

  test('ends the app also when the last work fails', async () => {
    const { app, gone } = createApp()
    quitCleanly(app, () => Promise.reject(new Error('the disk is full')))
    app.quit()
    await gone
  })

  test('does its last thing after the rest, and also when the rest failed', async () => {
    const done: string[] = []
    for (const rest of [async () => void done.push('rest'), () => Promise.reject(new Error('no'))]) {
      const { app, gone } = createApp()
      quitCleanly(app, rest, async () => void done.push('last'))
      app.quit()
      await gone
    }
    expect(done).toEqual(['rest', 'last', 'last'])
  })
})
