import '../../../renderer/styles/fonts.css'
import '../../../renderer/styles/tokens.css'
import '../../../renderer/styles/base.css'
import '../../../renderer/styles/forced-colors.css'
import { createRoot } from 'react-dom/client'
import { App } from '../../../renderer/app'
import { createKeyfob } from '../../../renderer/keyfob'
import { createServices } from '../../../renderer/services'
import { scenarios } from './scenarios'

// `?scenario=many` picks a world; the console reaches it as `preview`.
const name = new URLSearchParams(location.search).get('scenario') ?? 'many'
const make = scenarios[name]
if (make === undefined) throw new Error(`no scenario ${name}: ${Object.keys(scenarios).join(', ')}`)
const fake = make()
const services = createServices(createKeyfob(fake.bridge))
Object.assign(window, { preview: { fake, services } })

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App services={services} />)
