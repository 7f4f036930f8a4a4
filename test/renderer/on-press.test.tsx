import { render } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { onPress } from '../../renderer/components/on-press'
import { fireEvent, screen } from './show'

function shown() {
  const open = vi.fn()
  render(
    <button type="button" {...onPress(open)}>
      Servers
    </button>,
  )
  return { open, button: screen.getByRole('button', { name: 'Servers' }) }
}

/** As Chromium tells of it: a click is a pointer's too. */
const click = (button: HTMLElement, pointerType: string) =>
  fireEvent(button, new PointerEvent('click', { bubbles: true, pointerType }))

it('the mouse opens once, when it is pressed', () => {
  const { open, button } = shown()
  fireEvent.pointerDown(button, { pointerType: 'mouse', button: 0 })
  expect(open).toHaveBeenCalledTimes(1)
  click(button, 'mouse')
  expect(open).toHaveBeenCalledTimes(1)
})

it('another button of the mouse, or the one that calls a menu, opens nothing', () => {
  const { open, button } = shown()
  fireEvent.pointerDown(button, { pointerType: 'mouse', button: 2 })
  fireEvent.pointerDown(button, { pointerType: 'mouse', button: 0, ctrlKey: true })
  expect(open).not.toHaveBeenCalled()
})

it('a finger may be about to scroll: it opens when it has tapped', () => {
  const { open, button } = shown()
  fireEvent.pointerDown(button, { pointerType: 'touch', button: 0 })
  expect(open).not.toHaveBeenCalled()
  click(button, 'touch')
  expect(open).toHaveBeenCalledTimes(1)
})

it('keys, and whoever helps a person to click, open it', () => {
  const { open, button } = shown()
  click(button, '')
  button.click()
  expect(open).toHaveBeenCalledTimes(2)
})
