import { useEffect } from 'react'
import { useApp, useSelect } from '../../app-context'

export const rowIdOf = (accountId: string) => `row-${accountId}`

/**
 * Brings the row of the account that was asked for outside the window into view, with the focus on what it needs most.
 * `showAll` clears a search that may hide it. One that is not there any more is passed over.
 */
export function useWantedAccount(showAll: () => void): void {
  const { store } = useApp()
  const wanted = useSelect((state) => state.wantedAccount)
  const loaded = useSelect((state) => state.loaded)
  useEffect(() => {
    if (wanted === undefined || !loaded) return
    const { id } = wanted
    showAll()
    let frame = requestAnimationFrame(seek)
    function seek() {
      const row = document.getElementById(rowIdOf(id))
      // The rows of a long list are drawn in steps.
      if (row === null && store.get().accounts.some((account) => account.id === id)) {
        frame = requestAnimationFrame(seek)
        return
      }
      if (row !== null) bring(row)
      // Wanted once: coming back to the screen later is no reason to jump there again.
      store.change(() => ({ wantedAccount: undefined }))
    }
    return () => cancelAnimationFrame(frame)
  }, [wanted, loaded, showAll, store])
}

function bring(row: HTMLElement) {
  const nextStep = row.querySelector<HTMLElement>('[data-next-step]')
  row.scrollIntoView({ block: 'center' })
  nextStep?.focus({ preventScroll: true })
  row.setAttribute('data-wanted', '')
  nextStep?.addEventListener('blur', () => row.removeAttribute('data-wanted'), { once: true })
}
