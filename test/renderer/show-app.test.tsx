import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { showApp } from '../../renderer/show-app'

let place: HTMLElement
// In its test mode React throws what it would hand to the root.
beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false))
afterEach(() => {
  place.remove()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('a window that cannot be drawn', () => {
  test('says so instead of being empty, and begins again', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    place = document.body.appendChild(document.createElement('div'))
    let isBroken = true
    function Fragile() {
      if (isBroken) throw new RangeError('more than a pattern holds')
      return <p>All is well</p>
    }
    showApp(place, () => <Fragile />)

    expect((await vi.waitFor(() => screen.getByRole('alert'))).textContent).toContain(
      'The window could not be drawn',
    )
    expect(log).toHaveBeenCalled()
    isBroken = false
    fireEvent.click(screen.getByRole('button', { name: 'Start over' }))
    await vi.waitFor(() => expect(place.textContent).toBe('All is well'))
  })
})
