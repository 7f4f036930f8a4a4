import type { Account } from '../shared/account'
import { accountIdOf } from './accounts/account-secret'
import { revokeLeaving } from './accounts/leaving'
import { rebuild } from './accounts/rebuild'
import { isRenewedAhead, startRenewalSchedule } from './accounts/renewal-schedule'
import { type PresenceWorld, watchPresence } from './awake'
import { lockWhenIdle } from './idle-lock'
import { keychainName } from './keychain-name'
import type { Services } from './services'
import type { SweepMark } from './sweep-mark'
import type { KeychainVault } from './vault/keychain-vault'

const minute = 60_000
/** Until a revocation that did not reach its server is tried again. ms */
const untilNextTry = 5 * minute
/** After the start, as listing the whole keychain takes its time. ms */
const untilIdle = 3_000

/**
 * What goes on without anybody asking: renewals ahead of time, revocations that wait, the lock of who has gone, and the
 * sweep of the keychain. Returns what ends it.
 *
 * @param mark whether the keychain is swept
 * @param painted when the first renewal may begin
 * @param presence with how long nobody has touched the computer, and what looks whether the network is still to be trusted
 */
export function startUpkeep(
  services: Services,
  keychain: KeychainVault,
  mark: SweepMark,
  painted: Promise<void>,
  presence: PresenceWorld & { readonly secondsIdle: () => number; readonly lookAtNetwork: () => void },
): () => void {
  const { lock, settings } = services
  const startRenewals = () =>
    startRenewalSchedule({
      ...services,
      isRenewedAhead: (account) => isRenewedAhead(account, services),
    })
  let renewals: ReturnType<typeof startRenewals> | undefined
  let hasEnded = false
  void painted.then(() => {
    if (!hasEnded) renewals = startRenewals()
  })
  const revokeWaiting = () => void (lock.isLocked() || revokeLeaving(services))
  const leaving = setInterval(revokeWaiting, untilNextTry)
  const looking = setInterval(presence.lookAtNetwork, minute)
  function goOn(): void {
    renewals?.wake()
    revokeWaiting()
  }
  const ends = [
    lock.changes.subscribe((locked) => void (locked || goOn())),
    watchPresence(presence, {
      awake: goOn,
      // What could not be reached may be there by now: a VPN says nothing when it is up.
      looking() {
        renewals?.wake()
        presence.lookAtNetwork()
      },
      away() {
        if (settings.get().lockWithScreen) lock.lock()
      },
    }),
    lockWhenIdle(presence.secondsIdle, settings, lock),
  ]
  const sweeping = setTimeout(() => sweep(services, keychain, mark), untilIdle)
  return () => {
    clearTimeout(sweeping)
    for (const end of ends) end()
    clearInterval(leaving)
    clearInterval(looking)
    hasEnded = true
    renewals?.stop()
  }
}

/** What a crash has left in the keychain is removed, or goes back to the accounts; what could not be revoked is tried. */
function sweep(services: Services, keychain: KeychainVault, mark: SweepMark): void {
  if (services.removal.isUnderWay()) return
  void revokeLeaving(services)
  if (!mark.isDue() && !services.registry.list().some(isMissed)) return
  rebuild({ ...services, keychain })
    .then(mark.done)
    .catch((error: unknown) => console.error('sweeping the keychain:', error))
}

/** What was not in the keychain may be there again. */
function isMissed({ health }: Account): boolean {
  return health.state === 'needs_reconnecting' && health.code.startsWith('vault_')
}

/** Tells of entries that another program had changed. Names no account where the window shows it: it may be locked by then. */
export function tellOfAsides(keychain: KeychainVault, { activity, notices, registry }: Services): void {
  keychain.asides.subscribe((secretName) => {
    const account = registry.list().find(({ id }) => id === accountIdOf(secretName))
    const told = account && { accountId: account.id, label: account.label, providerId: account.providerId }
    activity.record({ kind: 'entry_set_aside', ...told })
    void keychainName(process.platform).then((subject) =>
      notices.announce({ id: `entry_set_aside ${secretName}`, kind: 'entry_set_aside', subject }),
    )
  })
}
