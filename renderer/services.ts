import type { AppServices } from './app-context'
import { createCommands } from './commands'
import { feedStore } from './feed'
import type { Keyfob } from './keyfob'
import { createNavigation } from './navigation'
import { createStore } from './store'

/** Everything behind the window's screens, wired to main and fed. */
export function createServices(keyfob: Keyfob): AppServices {
  const store = createStore()
  const navigation = createNavigation()
  const commands = createCommands({ keyfob, store })
  feedStore(keyfob, store)
  keyfob.on('locked', (locked) => locked && navigation.forget())
  return { keyfob, store, navigation, commands }
}
