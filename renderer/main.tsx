import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/forced-colors.css'
import type { KeyfobBridge } from '../shared/requests'
import { App } from './app'
import { afterFirstPaint } from './first-paint'
import { createKeyfob } from './keyfob'
import { createServices } from './services'
import { showApp } from './show-app'
import type { Store } from './store'

declare global {
  interface Window {
    readonly keyfob: KeyfobBridge
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
// Main has its hands free for the accounts first.
const services = createServices(createKeyfob(window.keyfob), { theRest: afterFirstPaint })
// Text drawn before its font is there makes Chromium look for another one on the computer, for each weight and size.
const fontIsThere = document.fonts.load('1em "Inter Variable"').catch(() => undefined)
// Both are there at once as a rule, and the accounts are the first thing drawn; else their place is.
void inTime(Promise.all([fontIsThere, untilLoaded(services.store)]), 250).then(() =>
  showApp(root, () => <App services={services} />),
)

function untilLoaded(store: Store): Promise<void> {
  return new Promise((resolve) => {
    const end = store.subscribe(() => {
      if (!store.get().loaded) return
      end()
      resolve()
    })
  })
}

/** Resolves with `promise`, or after so many ms without it. */
function inTime(promise: Promise<unknown>, limit: number): Promise<unknown> {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, limit))])
}
