import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import type { RemovalPlan, RemovalStatus, RemovedAccount } from '../../shared/removal'
import type { RevocationReport } from '../../shared/revocation'
import type { CustomProviders } from '../accounts/custom-providers'
import { disconnectAll } from '../accounts/disconnect'
import { asFailure, reportOf } from '../accounts/flows'
import { forget } from '../accounts/forget'
import { revokeLeaving } from '../accounts/leaving'
import type { Newcomers } from '../accounts/newcomers'
import type { OwnClients } from '../accounts/own-clients'
import { whereToEnd } from '../accounts/where-to-end'
import type { AccountsWorld } from '../accounts/world'
import type { Provider } from '../providers/provider'
import { createNotifier, type Notifier } from '../support/notifier'
import { createPerKey } from '../support/per-key'
import type { KeychainVault } from '../vault/keychain-vault'
import { vaultFailure } from '../vault/vault-failure'
import { readMarker, removeMarker, writeMarker } from './marker'
import { foreignFiles } from './profile-files'

export interface RemovalWorld extends AccountsWorld {
  readonly profile: string
  readonly keychain: AccountsWorld['keychain'] & Pick<KeychainVault, 'eraseAll'>
  readonly providers: readonly Provider[]
  readonly newcomers: Newcomers
  readonly own: OwnClients
  readonly custom: CustomProviders
}

export interface Removal {
  plan(): Promise<RemovalPlan>
  status(): RemovalStatus
  /** Whether anything else has to wait: from the moment that it begins until it is called off. */
  isUnderWay(): boolean
  /** Whether the profile's files go when Keyfob quits. */
  endsProfile(): boolean
  /** Ends all access at the servers; where all of it has ended, erases the keychain too. */
  start(): Promise<RemovalStatus>
  /** Erases what is left, ended or not. From then on there is no way back. */
  finish(): Promise<RemovalStatus>
  /** Keeps what is left, as it is. Rejects `bad_request` where nothing is left to be kept. */
  stop(): Promise<RemovalStatus>
  readonly changes: Notifier<RemovalStatus>
}

const nothing: RemovalStatus = { state: 'none', all: 0, ended: 0, accounts: [], foreign: [] }

/**
 * Removes everything: access at the servers first, with proof; then the keychain's entries; then, when Keyfob quits, the
 * profile. A marker on disk goes ahead of each step, so that a later start knows how far it came.
 */
export function createRemoval(world: RemovalWorld): Removal {
  const { profile, registry, keeper } = world
  const changes = createNotifier<RemovalStatus>()
  const perKey = createPerKey()
  const found = readMarker(profile)
  /** This start goes on with what an earlier one began: it has a life after it. */
  const goesOn = found?.phase === 'erasing'
  let status = found ? asFound(found) : nothing

  function asFound({ phase, all }: NonNullable<typeof found>): RemovalStatus {
    const state = phase === 'erasing' ? 'erasing' : 'interrupted'
    const resumed = phase === 'erasing' ? { isResumed: true } : {}
    return { ...nothing, ...resumed, state, all, ended: Math.max(0, all - left().length) }
  }

  function left(): readonly Account[] {
    return [...registry.list(), ...registry.leaving()]
  }

  function show(difference: Partial<RemovalStatus>): RemovalStatus {
    const { failure: _, ...before } = status
    status = { ...before, ...difference }
    changes.announce(status)
    return status
  }

  function rest(): RemovalStatus {
    status = nothing
    changes.announce(status)
    return status
  }

  /** One step at a time; what goes wrong is part of the state, as there is no other screen to tell it. */
  function step(before: RemovalStatus['state'], work: () => Promise<RemovalStatus>): Promise<RemovalStatus> {
    return perKey.shared('removal', () =>
      work().catch((error: unknown) => show({ state: before, failure: reportOf(asFailure(error)) })),
    )
  }

  async function revokeAll(): Promise<RemovalStatus> {
    const before = left()
    const all = Math.max(status.all, before.length)
    await writeMarker(profile, { phase: 'revoking', keychainErased: false, all })
    show({ state: 'revoking', all, ended: all - before.length })
    const unusable = vaultFailure(await world.keychain.probe())
    if (unusable)
      return show({ state: 'undecided', failure: reportOf(unusable), accounts: untouched(before) })

    const end = registry.changes.subscribe(() => show({ ended: all - left().length }))
    try {
      world.flows.cancelAll(new Failure('cancelled', 'everything is being removed'))
      await world.flows.over()
      await world.newcomers.discardAll(world)
      await revokeLeaving(world)
      const reports = await disconnectAll(world)
      await forgetWithoutTokens(reports)
      tell(before, reports)
    } finally {
      end()
    }
    return left().length > 0 ? show({ state: 'undecided' }) : erase()
  }

  /** Where there is no token any more there is nothing to end it with, now or later. */
  async function forgetWithoutTokens(reports: readonly RevocationReport[]): Promise<void> {
    for (const { accountId, failure } of reports) {
      if (failure?.code === 'vault_entry_missing') await forget(accountId, world)
    }
  }

  /** What is known of each account that was to be ended, the later news instead of the earlier. */
  function tell(before: readonly Account[], reports: readonly RevocationReport[]): void {
    const news = before.map((account): RemovedAccount => {
      const report = reports.find(({ accountId }) => accountId === account.id)
      if (report) return toldOf(account, report)
      const isLeft = registry.leaving().some(({ id }) => id === account.id)
      return toldOf(account, { outcome: isLeft ? 'queued' : 'accepted' })
    })
    const earlier = status.accounts.filter(
      (told) => !news.some(({ accountId }) => accountId === told.accountId),
    )
    show({ accounts: [...earlier, ...news], ended: status.all - left().length })
  }

  function untouched(accounts: readonly Account[]): readonly RemovedAccount[] {
    return accounts.map((account) => toldOf(account, { outcome: 'failed' }))
  }

  function toldOf(
    account: Account,
    {
      outcome,
      usableUntil,
      manualUrl,
      failure,
    }: Pick<RevocationReport, 'outcome'> & Partial<RevocationReport>,
  ): RemovedAccount {
    const page = manualUrl ?? whereToEnd(account, world.providers)
    return {
      accountId: account.id,
      providerId: account.providerId,
      label: account.label,
      outcome,
      ...(usableUntil === undefined ? {} : { usableUntil }),
      ...(page === undefined ? {} : { manualUrl: page }),
      ...(failure === undefined ? {} : { failure }),
    }
  }

  async function erase(): Promise<RemovalStatus> {
    const { all } = status
    await writeMarker(profile, { phase: 'erasing', keychainErased: false, all })
    show({ state: 'erasing', foreign: foreignFiles(profile) })
    // What is being renewed would be written after everything has been erased.
    if (!goesOn) await keeper.settle()
    try {
      await world.keychain.eraseAll()
      // From here on there is no way back, also where the disk does not take it.
      if (!goesOn) await writeMarker(profile, { phase: 'erasing', keychainErased: true, all })
    } catch (error) {
      return show({ state: 'unerased', failure: reportOf(asFailure(error)) })
    }
    if (!goesOn) return show({ state: 'removed' })
    await removeMarker(profile)
    return rest()
  }

  return {
    changes,
    status: () => status,
    isUnderWay: () => status.state !== 'none' && status.state !== 'interrupted',
    endsProfile: () => readMarker(profile)?.phase === 'erasing',
    async plan() {
      const { name } = await world.keychain.probe()
      return {
        accounts: registry.list().length,
        leaving: registry.leaving().length,
        clients: (await world.own.list()).length,
        providers: world.custom.list().length,
        folder: profile,
        keychain: name,
      }
    },
    start() {
      if (!['none', 'interrupted', 'undecided'].includes(status.state)) return Promise.resolve(status)
      return step(status.state, revokeAll)
    },
    finish() {
      const isMeant = status.state === 'undecided' || status.state === 'unerased' || goesOn
      return isMeant ? step(status.state, erase) : Promise.resolve(status)
    },
    async stop() {
      const isPast = status.state === 'unerased' && !goesOn
      if (isPast || ['revoking', 'erasing', 'removed'].includes(status.state))
        throw new Failure('bad_request', 'there is no way back any more')
      await removeMarker(profile)
      return rest()
    },
  }
}
