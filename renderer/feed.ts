import { dequal } from 'dequal'
import type { Notice } from '../shared/events'
import { type FlowTrace, mostTracesKept } from '../shared/flow-trace'
import { keptOf } from './kept-lists'
import { type Keyfob, toFailureReport } from './keyfob'
import { emptyState, type State, type Store, withoutEntry } from './store'
import { text } from './text'

/**
 * Fills the store: listens first, then loads, so that nothing that changes in between is missed. An event that came
 * before the answer to a load is newer than the answer and wins. Returns the function that ends the listening. `later` is when all is read
 * that the first screen can do without.
 */
export function feedStore(
  keyfob: Keyfob,
  store: Store,
  later: (task: () => void) => void = (task) => task(),
): () => void {
  const told = new Set<string>()
  const ends = [
    keyfob.on('accounts', (accounts) => {
      told.add('accounts')
      store.change((state) => ({
        accounts: keepingWhatIsSame(state.accounts, accounts),
        lists: keptOf(state.lists, accounts),
      }))
    }),
    keyfob.on('providers', (providers) => {
      told.add('providers')
      store.change((state) => ({ providers: keepingWhatIsSame(state.providers, providers) }))
      // It is told whenever a client has changed.
      void keyfob.listClients({}).then(
        (clients) => store.change(() => ({ clients })),
        () => undefined,
      )
    }),
    keyfob.on('locked', (locked) => {
      told.add('locked')
      store.replace({ ...emptyState, ...keptWhileLocked(store.get()), locked })
      if (locked) return
      told.clear()
      void loadAccounts(keyfob, store, told)
      void loadTheRest(keyfob, store, told)
    }),
    keyfob.on('flow', (flow) => store.change((state) => ({ flows: withFlow(state.flows, flow) }))),
    keyfob.on('vault', (vault) => {
      told.add('vault')
      store.change(() => ({ vault }))
    }),
    keyfob.on('settings', (settings) => {
      told.add('settings')
      store.change(() => ({ settings }))
    }),
    keyfob.on('activity', (activity) => {
      told.add('activity')
      store.change(() => ({ activity }))
    }),
    keyfob.on('removal', (removal) => {
      told.add('removal')
      store.change(() => ({ removal }))
    }),
    keyfob.on('update', (update) => store.change(() => ({ update }))),
    keyfob.on('wish', (wish) => store.change((state) => ({ wishes: [...state.wishes, wish] }))),
    keyfob.on('notice', (notice) => showNotice(store, notice)),
  ]
  void loadAccounts(keyfob, store, told)
  later(() => void loadTheRest(keyfob, store, told))
  return () => {
    for (const end of ends) end()
  }
}

/** The new list with the old objects in it wherever nothing has changed, so that nothing of theirs is drawn again. */
export function keepingWhatIsSame<Item extends { readonly id: string }>(
  old: readonly Item[],
  next: readonly Item[],
): readonly Item[] {
  const known = new Map(old.map((item) => [item.id, item]))
  return next.map((item) => {
    const before = known.get(item.id)
    return before !== undefined && dequal(before, item) ? before : item
  })
}

function keptWhileLocked({ vault, settings, notices }: State): Partial<State> {
  return {
    ...(vault ? { vault } : {}),
    ...(settings ? { settings } : {}),
    notices: notices.filter(({ ofKeyfob }) => ofKeyfob),
  }
}

async function loadAccounts(keyfob: Keyfob, store: Store, told: ReadonlySet<string>) {
  const lockIsKnown = keyfob.isLocked({}).then(
    (locked) => {
      if (!told.has('locked')) store.change(() => ({ locked }))
    },
    () => undefined,
  )
  try {
    const [providers, accounts] = await Promise.all([
      keyfob.listProviders({}),
      keyfob.listAccounts({}),
      lockIsKnown,
    ])
    store.change(() => ({
      loaded: true,
      ...(told.has('providers') ? {} : { providers }),
      ...(told.has('accounts') ? {} : { accounts }),
    }))
  } catch (error) {
    await lockIsKnown
    store.change(() => ({ loaded: true, loadFailure: toFailureReport(error) }))
  }
}

async function loadTheRest(keyfob: Keyfob, store: Store, told: ReadonlySet<string>) {
  const loads = [
    keyfob.checkVault({}).then((vault) => {
      if (!told.has('vault')) store.change(() => ({ vault }))
    }),
    keyfob.getRemoval({}).then((removal) => {
      if (!told.has('removal')) store.change(() => ({ removal }))
    }),
    keyfob.getSettings({}).then((settings) => {
      if (!told.has('settings')) store.change(() => ({ settings }))
    }),
    keyfob.listClients({}).then((clients) => store.change(() => ({ clients }))),
    keyfob.listFlows({}).then((flows) => {
      const oldestFirst = flows.toReversed().map((flow) => [flow.id, flow] as const)
      store.change((state) => ({ flows: latestOf(new Map([...oldestFirst, ...state.flows])) }))
    }),
    keyfob.listActivity({}).then((activity) => {
      if (!told.has('activity')) store.change(() => ({ activity }))
    }),
  ]
  for (const outcome of await Promise.allSettled(loads)) {
    if (outcome.status === 'rejected') console.warn('not loaded:', toFailureReport(outcome.reason).message)
  }
}

/** The flow that has changed goes last, as main has it. */
function withFlow(flows: State['flows'], flow: FlowTrace): State['flows'] {
  return latestOf(new Map([...withoutEntry(flows, flow.id), [flow.id, flow]]))
}

function latestOf(flows: State['flows']): State['flows'] {
  return flows.size > mostTracesKept ? new Map([...flows].slice(-mostTracesKept)) : flows
}

function showNotice(store: Store, notice: Notice) {
  const line = {
    id: notice.id,
    tone: notice.kind === 'update_available' ? ('good' as const) : ('warn' as const),
    text: text.notices[notice.kind](notice.subject),
    // That one names a server.
    ofKeyfob: notice.kind !== 'clock_differs',
  }
  store.change((state) => ({
    notices: [...state.notices.filter((shown) => shown.id !== line.id), line].slice(-4),
  }))
}
