import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import type { KeyfobBridge } from '../shared/requests'
import { App } from './app'
import { createKeyfob } from './keyfob'
import { createServices } from './services'
import { showApp } from './show-app'

declare global {
  interface Window {
    readonly keyfob: KeyfobBridge
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
showApp(root, () => <App services={createServices(createKeyfob(window.keyfob))} />)
