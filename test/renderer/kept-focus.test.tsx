import { afterEach, expect, it, vi } from 'vitest'
import { press, screen, show, waitFor } from './show'
import { manyAccounts } from './world/accounts'

afterEach(() => vi.unstubAllGlobals())

it('a dialog has the focus at once when what had it is gone, and not in a frame that is yet to come', async () => {
  await show({ accounts: manyAccounts(Date.now()) })
  await press('button', 'Connect account')
  const dialog = screen.getByRole('dialog')
  vi.stubGlobal('requestAnimationFrame', () => 0)
  const search = screen.getByRole('searchbox', { name: 'Search providers' })
  search.focus()
  search.remove()
  await waitFor(() => expect(document.activeElement).toBe(dialog))
})
