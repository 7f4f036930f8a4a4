import type { DoctorWorld } from '../../electron/doctor/examine'
import { catalogue } from '../../electron/providers/catalogue'
import { createNotifier } from '../../electron/support/notifier'
import type { Account } from '../../shared/account'
import type { Examination } from '../../shared/doctor'
import { Failure, type FailureCode } from '../../shared/failure'
import { makeAccount } from '../renderer/world/accounts'

/** A computer where all is well; `asked` holds every address that was called. */
export function doctorWorld(difference: Partial<DoctorWorld> = {}) {
  const asked: string[] = []
  const told: Examination[] = []
  const examinations = createNotifier<Examination>()
  examinations.subscribe((examination) => told.push(examination))
  const world: DoctorWorld = {
    providers: catalogue,
    policy: { allows: () => true },
    registry: { list: () => [] },
    keychain: { probe: async () => ({ state: 'available', name: 'GNOME Keyring' }) },
    fetch: async (url) => {
      asked.push(url)
      return new Response(null, { status: 200 })
    },
    clockSkew: () => 0.4,
    findBrowser: async () => 'firefox',
    resolveProxy: async () => 'DIRECT',
    proxyScript: () => undefined,
    examinations,
    ...difference,
  }
  return { world, asked, told }
}

export function accountsAt(...providerIds: readonly string[]): { list(): readonly Account[] } {
  return { list: () => providerIds.map((providerId) => makeAccount(providerId, 0, { providerId })) }
}

export function refusing(code: FailureCode, hostPart = ''): DoctorWorld['fetch'] {
  return async (url) => {
    const { host } = new URL(url)
    if (!host.includes(hostPart)) return new Response(null)
    throw new Failure(code, code, { facts: { host } })
  }
}
