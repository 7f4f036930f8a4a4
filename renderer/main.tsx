import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import { createRoot } from 'react-dom/client'
import type { KeyfobBridge } from '../shared/requests'
import { App } from './app'
import { createKeyfob } from './keyfob'
import { createServices } from './services'

declare global {
  interface Window {
    readonly keyfob: KeyfobBridge
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App services={createServices(createKeyfob(window.keyfob))} />)
