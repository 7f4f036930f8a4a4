import type { Account } from '../../shared/account'
import type { ActivityEntry, DayOfUse } from '../../shared/activity'
import type { ClientSummary } from '../../shared/client'
import type { SavedCustomProvider } from '../../shared/custom-provider'
import type { Examination, ExaminationRequest } from '../../shared/doctor'
import type { FlowTrace } from '../../shared/flow-trace'
import type { KeyfobApi } from '../../shared/keyfob-api'
import type { AuthorityStatus } from '../../shared/network'
import type { PolicyInfo } from '../../shared/policy'
import type { ProviderSummary } from '../../shared/provider-summary'
import type { RemovalStatus } from '../../shared/removal'
import type { Page, ResourceSummary } from '../../shared/resource'
import { type Settings, settings, type VaultStatus } from '../../shared/settings'
import type { UpdateStatus } from '../../shared/update'
import { noPolicy } from './world/clients'
import { healthyComputer } from './world/doctor'
import { providers } from './world/providers'

/** What the fake main knows. */
export interface World {
  readonly providers: readonly ProviderSummary[]
  readonly accounts: readonly Account[]
  readonly clients: readonly ClientSummary[]
  readonly customs: readonly SavedCustomProvider[]
  readonly policy: PolicyInfo
  readonly flows: readonly FlowTrace[]
  readonly activity: readonly ActivityEntry[]
  readonly usage: readonly DayOfUse[]
  readonly vault: VaultStatus
  readonly settings: Settings
  readonly locked: boolean
  readonly qr: readonly string[] | null
  readonly authority: AuthorityStatus
  readonly update: UpdateStatus
  readonly removal: RemovalStatus
  readonly examination: (request: ExaminationRequest) => Examination
  readonly resources: (account: Account) => readonly ResourceSummary[]
  readonly rows: (request: Parameters<KeyfobApi['listRows']>[0]) => Page | Promise<Page>
}

export const emptyWorld: World = {
  providers,
  accounts: [],
  clients: [],
  customs: [],
  policy: noPolicy,
  flows: [],
  activity: [],
  usage: [],
  vault: { state: 'available', name: 'GNOME Keyring' },
  settings: settings.parse({}),
  locked: false,
  qr: checkers(29),
  authority: { state: 'none' },
  removal: { state: 'none', all: 0, ended: 0, accounts: [], foreign: [] },
  update: { way: { kind: 'by_hand' }, hindrance: 'no_address', state: 'idle' },
  examination: healthyComputer,
  resources: () => [],
  rows: () => ({ rows: [] }),
}

/** A square that looks like a QR code from afar. */
function checkers(size: number): readonly string[] {
  const finder = (x: number, y: number) => {
    const [a, b] = [Math.min(x, size - 1 - x), Math.min(y, size - 1 - y)]
    if (a > 6 || b > 6 || (x > size / 2 && y > size / 2)) return undefined
    const ring = Math.max(Math.abs(a - 3), Math.abs(b - 3))
    return ring === 3 || ring < 2 ? '1' : '0'
  }
  return Array.from({ length: size }, (_, y) =>
    Array.from(
      { length: size },
      (_, x) => finder(x, y) ?? ((x * 7 + y * 13 + x * y) % 3 === 0 ? '1' : '0'),
    ).join(''),
  )
}
