import { renderHook } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useFoundFocus } from '../../renderer/hooks/use-found-focus'
import { pending, settle } from './show'

class Transition {
  readonly ended = pending<undefined>()
  readonly finished = this.ended.promise
}

const frames: (() => void)[] = []
const nextFrame = async () => {
  for (const frame of frames.splice(0)) frame()
  await settle()
}

beforeEach(() => {
  frames.length = 0
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('CSSTransition', Transition)
  document.getAnimations = () => []
  document.body.innerHTML = '<main tabindex="-1"></main><button>opens it</button><button>inside</button>'
  renderHook(useFoundFocus)
  return () => vi.unstubAllGlobals()
})

const main = () => document.querySelector('main')
const opener = () => document.querySelector('button')

async function lose() {
  const inside = document.querySelectorAll('button')[1]
  inside?.focus()
  inside?.remove()
  await settle()
}

describe('what has lost the focus with what went away', () => {
  it('is given to main after two frames', async () => {
    await lose()
    await nextFrame()
    expect(document.activeElement).toBe(document.body)
    await nextFrame()
    expect(document.activeElement).toBe(main())
  })

  it('is left to the dialog that gives it back in the second frame', async () => {
    await lose()
    await nextFrame()
    opener()?.focus()
    await nextFrame()
    await nextFrame()
    expect(document.activeElement).toBe(opener())
  })

  it('is left to the dialog that gives it back once no transition runs', async () => {
    const transition = new Transition()
    document.getAnimations = () => [transition as unknown as Animation]
    await lose()
    await nextFrame()
    await nextFrame()
    await nextFrame()
    expect(document.activeElement).toBe(document.body)
    transition.ended.resolve(undefined)
    await settle()
    opener()?.focus()
    await nextFrame()
    expect(document.activeElement).toBe(opener())
  })

  it('is given to main when nobody gives it back after the transition either', async () => {
    const transition = new Transition()
    document.getAnimations = () => [transition as unknown as Animation]
    await lose()
    for (let turn = 0; turn < 2; turn += 1) await nextFrame()
    transition.ended.resolve(undefined)
    await settle()
    await nextFrame()
    expect(document.activeElement).toBe(main())
  })
})
