import type { Account } from '../shared/account'
import type { SystemSettings } from '../shared/doctor'
import type { RevocationReport } from '../shared/revocation'
import type { Settings } from '../shared/settings'
import { explainFailure } from './failure-text'
import { type Keyfob, toFailureReport } from './keyfob'
import {
  type ConnectWish,
  type NoticeLine,
  type Revocation,
  type Store,
  withEntry,
  withoutEntry,
} from './store'
import { text } from './text'

export type Commands = ReturnType<typeof createCommands>

const noticeLifetime = 6_000

/** What the person can have done, each told in the window whether it worked. Only `loadResources` throws. */
export function createCommands({ keyfob, store, now = Date.now }: CommandDeps) {
  function tell(tone: NoticeLine['tone'], words: string) {
    if (store.get().locked) return
    const line: NoticeLine = { id: crypto.randomUUID(), tone, text: words }
    store.change((state) => ({ notices: [...state.notices, line].slice(-4) }))
    if (tone === 'good') setTimeout(() => closeNotice(line.id), noticeLifetime)
  }

  function closeNotice(id: string) {
    store.change((state) => ({ notices: state.notices.filter((line) => line.id !== id) }))
  }

  /** Whether it worked; what went wrong is told in the window, and on wish that it is done. */
  async function attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
    try {
      await work()
      if (done !== undefined) tell('good', done)
      return true
    } catch (error) {
      const { title, happened } = explainFailure(toFailureReport(error))
      tell('bad', `${title}. ${happened}`)
      return false
    }
  }

  function setRevocation(account: Account, rest: Omit<Revocation, 'account' | 'startedAt'>) {
    // What ends while Keyfob is locked is read in the activity afterwards.
    if (store.get().locked) return
    store.change(({ revocations }) => {
      const startedAt = revocations.get(account.id)?.startedAt ?? now()
      return { revocations: withEntry(revocations, account.id, { account, startedAt, ...rest }) }
    })
  }

  function setEnded(account: Account, report: RevocationReport) {
    if (report.outcome !== 'failed') setRevocation(account, { state: 'ended', report })
    else
      setRevocation(account, {
        state: 'failed',
        report,
        ...(report.failure ? { failure: report.failure } : {}),
      })
  }

  /** The one command that throws: its screen shows the failure where the list would be. */
  async function loadResources(accountId: string) {
    const resources = await keyfob.listResources({ accountId })
    store.change((state) => ({ resources: withEntry(state.resources, accountId, resources) }))
    return resources
  }

  return {
    attempt,
    closeNotice,
    startConnecting: (wish: ConnectWish) => store.change(() => ({ connecting: wish })),
    stopConnecting: () => store.change(() => ({ connecting: null })),
    rename: (account: Account, label: string) =>
      attempt(() => keyfob.renameAccount({ accountId: account.id, label })),
    arrange: (accountIds: readonly string[]) => attempt(() => keyfob.arrangeAccounts({ accountIds })),
    renew: (account: Account) =>
      attempt(() => keyfob.renewAccount({ accountId: account.id }), text.notices.renewed(account.label)),
    copy: (value: string, what: string) =>
      attempt(() => keyfob.copyText({ text: value }), text.notices.copied(what)),
    /** Puts on the clipboard what main tells first. */
    copyText: (ask: () => Promise<string>, what: string) =>
      attempt(async () => keyfob.copyText({ text: await ask() }), text.notices.copied(what)),
    showExport: (requestId: string) => attempt(() => keyfob.showExport({ requestId })),
    openWebPage: (url: string) => attempt(() => keyfob.openWebPage({ url })),
    async openSystemSettings(page: SystemSettings) {
      await keyfob.openSystemSettings({ page }).catch(() => tell('warn', text.doctor.noSettingsProgram))
    },
    changeSettings: (change: Partial<Settings>, done?: string) =>
      attempt(async () => {
        const settings = await keyfob.changeSettings(change)
        store.change(() => ({ settings }))
      }, done),
    restart: () => attempt(() => keyfob.restart({})),
    lock: () => attempt(() => keyfob.lock({})),
    checkVault: () =>
      attempt(async () => {
        const vault = await keyfob.checkVault({})
        store.change(() => ({ vault }))
      }),

    /** Looks anew at what may have changed without anybody telling: the keychain, and what the screen shows. */
    async refresh() {
      store.change(({ refreshes }) => ({ refreshes: refreshes + 1, lists: new Map() }))
      await attempt(async () => {
        const vault = await keyfob.checkVault({})
        store.change(() => ({ vault }))
      })
    },

    async revoke(account: Account) {
      store.change(({ revocations }) => ({ revocations: withoutEntry(revocations, account.id) }))
      setRevocation(account, { state: 'running' })
      try {
        setEnded(account, await keyfob.disconnect({ accountId: account.id }))
      } catch (error) {
        setRevocation(account, { state: 'failed', failure: toFailureReport(error) })
      }
    },

    async revokeAll(accounts: readonly Account[]) {
      for (const account of accounts) setRevocation(account, { state: 'running' })
      try {
        const reports = await keyfob.disconnectAll({})
        for (const account of accounts) {
          const report = reports.find((candidate) => candidate.accountId === account.id)
          if (report !== undefined) setEnded(account, report)
          else setRevocation(account, { state: 'failed' })
        }
      } catch (error) {
        for (const account of accounts)
          setRevocation(account, { state: 'failed', failure: toFailureReport(error) })
      }
    },

    async forget(account: Account) {
      const done = await attempt(() => keyfob.forgetAccount({ accountId: account.id }))
      if (done) setRevocation(account, { state: 'forgotten' })
    },

    /** What has ended is cleared away once the person has left; what runs, or failed and can be tried again, stays. */
    clearEndedRevocations() {
      store.change(({ revocations, accounts }) => {
        const isHere = ({ account }: Revocation) => accounts.some(({ id }) => id === account.id)
        const stays = (one: Revocation) => one.state === 'running' || (one.state === 'failed' && isHere(one))
        return { revocations: new Map([...revocations].filter(([, one]) => stays(one))) }
      })
    },

    loadResources,

    /** The account may hold something else now: its lists are read anew when they are opened. */
    forgetLists: (accountId: string) =>
      store.change(({ lists }) => ({
        lists: new Map([...lists].filter(([, list]) => list.accountId !== accountId)),
      })),

    /** What accounts can list, for a search by name; it comes without a request to any provider. */
    async loadMissingResources() {
      const { accounts, resources } = store.get()
      const missing = accounts.filter((account) => !resources.has(account.id))
      const found = await Promise.all(
        missing.map(({ id }) =>
          keyfob.listResources({ accountId: id }).then(
            (list) => [[id, list] as const],
            () => [],
          ),
        ),
      )
      store.change((state) => ({ resources: new Map([...state.resources, ...found.flat()]) }))
    },
  }
}

interface CommandDeps {
  readonly keyfob: Keyfob
  readonly store: Store
  readonly now?: () => number
}
