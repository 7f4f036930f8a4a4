import { app, type BrowserWindow, type WebContents } from 'electron'
import { tell } from './ipc'
import type { Notices } from './notices'
import type { Services } from './services'
import { createBursts } from './support/bursts'
import { applyAppearance } from './window'

/** How often the window is told while much changes, as when a hundred accounts are renewed. ms */
const betweenTellings = 50

/** State that has changed goes to the window, whole. Returns what tells it now what waits to be told. */
export function announce(services: Services, window: () => BrowserWindow | undefined): () => void {
  const bursts = createBursts(betweenTellings)
  const contents = () => {
    const open = window()
    return open?.isDestroyed() ? undefined : open?.webContents
  }
  const whileOpen: typeof tell = (to, event, payload) => {
    if (!services.lock.isLocked()) tell(to, event, payload)
  }
  services.lock.changes.subscribe((locked) => tell(contents(), 'locked', locked))
  services.registry.changes.subscribe((accounts) =>
    bursts.run('accounts', () => whileOpen(contents(), 'accounts', accounts)),
  )
  services.providerChanges.subscribe((providers) => whileOpen(contents(), 'providers', providers))
  services.traces.changes.subscribe((trace) =>
    bursts.run(`flow ${trace.id}`, () => whileOpen(contents(), 'flow', trace)),
  )
  services.activity.changes.subscribe((entries) =>
    bursts.run('activity', () => whileOpen(contents(), 'activity', entries)),
  )
  services.tasks.progress.subscribe((progress) => whileOpen(contents(), 'progress', progress))
  services.searches.subscribe((results) => whileOpen(contents(), 'search', results))
  services.examinations.subscribe((lines) => whileOpen(contents(), 'examination', lines))
  services.removal.changes.subscribe((status) => whileOpen(contents(), 'removal', status))
  services.updates.changes.subscribe((status) => tell(contents(), 'update', status))
  services.vaultChanges.subscribe((status) => tell(contents(), 'vault', status))
  services.settings.changes.subscribe((settings) => {
    applyAppearance(settings)
    tell(contents(), 'settings', settings)
  })
  app.on('web-contents-created', (_, created) => {
    created.once('did-finish-load', () => {
      if (created === contents()) tellNotices(created, services.notices)
    })
  })
  return bursts.flush
}

/** From when the window can hear them until it is closed: those of the time before wait for it. */
function tellNotices(contents: WebContents, notices: Notices): void {
  const end = notices.subscribe((notice) => tell(contents, 'notice', notice))
  contents.once('destroyed', end)
}
