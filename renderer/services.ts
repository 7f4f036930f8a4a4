import type { AppServices } from './app-context'
import { createCommands } from './commands'
import { feedStore } from './feed'
import type { Keyfob } from './keyfob'
import { createNavigation } from './navigation'
import { createStore } from './store'

/** Everything behind the window's screens, wired to main and fed. `theRest` says when what no first screen needs is read. */
export function createServices(keyfob: Keyfob, when?: { theRest: (task: () => void) => void }): AppServices {
  const store = createStore()
  const navigation = createNavigation()
  const commands = createCommands({ keyfob, store })
  feedStore(keyfob, store, when?.theRest)
  keyfob.on('locked', (locked) => locked && navigation.forget())
  return { keyfob, store, navigation, commands }
}
