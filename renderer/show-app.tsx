import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrokenScreen } from './screens/broken/broken-screen'

/**
 * Shows the window. Where it cannot be drawn (a server may send what nobody has thought of) it says so and offers to
 * begin again: by itself React would leave the window empty until Keyfob is started anew.
 */
export function showApp(place: Element, app: () => ReactNode): void {
  const root = createRoot(place, {
    onUncaughtError(error) {
      console.error('the window could not be drawn:', error)
      afterwards(() => {
        root.unmount()
        sayBroken(place, () => showApp(place, app))
      })
    },
  })
  root.render(app())
}

function sayBroken(place: Element, begin: () => void): void {
  const root = createRoot(place)
  const again = () =>
    afterwards(() => {
      root.unmount()
      begin()
    })
  root.render(<BrokenScreen onAgain={again} />)
}

/** A root cannot be taken down while React is at work in it. */
function afterwards(task: () => void): void {
  setTimeout(task)
}
