import { afterEach, describe, expect, it, vi } from 'vitest'
import styles from '../../renderer/screens/shell/title-bar.module.css'
import { act, screen, settle, show } from './show'

const strips = () => document.getElementsByClassName(styles.strip ?? '')
const shell = () => screen.getByRole('main').parentElement

describe('the top of the window', () => {
  afterEach(() => vi.restoreAllMocks())

  it('is dragged by, and leaves room for the buttons, on macOS', async () => {
    vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel')
    const { fake } = await show()
    expect(shell()?.dataset.titleBar).toBe('inset')
    expect(strips()).toHaveLength(1)
    await act(async () => fake.change(() => ({ locked: true })))
    await settle()
    expect(screen.getByRole('heading', { name: 'Keyfob is locked' })).toBeDefined()
    expect(strips()).toHaveLength(1)
  })

  it('is the page’s own elsewhere', async () => {
    vi.spyOn(navigator, 'platform', 'get').mockReturnValue('Win32')
    await show()
    expect(shell()?.dataset.titleBar).toBeUndefined()
    expect(strips()).toHaveLength(0)
  })
})
