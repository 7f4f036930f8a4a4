import type { Account } from '../shared/account'
import type { ActivityEntry } from '../shared/activity'
import { isCustom } from '../shared/custom-provider'
import type { FailureReport } from '../shared/failure'
import type { AuthorityStatus } from '../shared/network'
import type { AppInfo, Settings, VaultStatus } from '../shared/settings'
import { redactText } from './support/redact'

export interface DiagnosticsWorld {
  readonly appInfo: AppInfo
  /** Version of the operating system, and of the desktop where it has a name. */
  readonly system: readonly string[]
  readonly vault: VaultStatus
  readonly accounts: readonly Account[]
  readonly settings: Settings
  readonly authority: AuthorityStatus['state']
  readonly activity: readonly ActivityEntry[]
  readonly now: number
}

const mostFailures = 25

/**
 * A report for whoever is asked for help: versions, states and counts, and the last failures. No name of a person or
 * an account, no address that anybody typed, and all of it redacted once more at the end.
 */
export function diagnosticsOf(world: DiagnosticsWorld): string {
  const { appInfo, system, vault, settings, now } = world
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'Keyfob',
      [
        `version ${appInfo.version}`,
        `Electron ${appInfo.electron}, Chromium ${appInfo.chromium}, Node ${appInfo.node}`,
        [appInfo.platform, ...system].join(', '),
        `at ${new Date(now).toISOString()}`,
      ],
    ],
    ['Keychain', [`${vault.name}: ${vault.state}`]],
    ['Accounts', accountLines(world.accounts)],
    [
      'Settings',
      [
        `appearance ${settings.appearance}`,
        `lock with the screen ${yesOrNo(settings.lockWithScreen)}, after ${settings.autoLockMinutes ?? 'no'} minutes`,
        `keep rows ${yesOrNo(settings.keepRows === true)}`,
        `notifications ${yesOrNo(settings.notifications)}, in the tray ${yesOrNo(settings.keepInTray)}`,
        `proxy ${settings.proxy.mode}${settings.proxy.mode === 'manual' ? ` (${settings.proxy.scheme})` : ''}`,
        `extra authorities ${world.authority}`,
      ],
    ],
    ['Last failures', failureLines(world.activity)],
  ]
  const told = sections.map(([title, lines]) => `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`)
  return redactText(`${told.join('\n\n')}\n`)
}

function accountLines(accounts: readonly Account[]): readonly string[] {
  if (accounts.length === 0) return ['none']
  return [...countBy(accounts, describe)].toSorted().map(([what, amount]) => `${amount} × ${what}`)
}

/** Custom providers have ids of this computer alone: nothing of what they are called is told. */
function describe({ providerId, flow, kept, renewable, health }: Account): string {
  const provider = isCustom(providerId) ? 'custom' : providerId
  const code = health.state === 'working' ? '' : ` (${health.code})`
  return `${provider}, ${flow}, kept in the ${kept}, ${renewable ? 'renewable' : 'not renewable'}: ${health.state}${code}`
}

function failureLines(activity: readonly ActivityEntry[]): readonly string[] {
  const failed = activity.flatMap(({ at, kind, providerId, failure }) =>
    failure ? [{ at, kind, providerId, failure }] : [],
  )
  if (failed.length === 0) return ['none']
  return failed
    .toSorted((one, other) => other.at - one.at)
    .slice(0, mostFailures)
    .map(({ at, kind, providerId, failure }) =>
      [
        new Date(at).toISOString(),
        kind,
        providerId && isCustom(providerId) ? 'custom' : providerId,
        factsOf(failure),
      ]
        .filter(Boolean)
        .join(' '),
    )
}

/** What a server or a person wrote (descriptions, subjects, addresses) is left out. */
function factsOf({ code, facts }: FailureReport): string {
  const { stage, status, serverError, likely, port } = facts
  return [
    code,
    stage && `at ${stage}`,
    status && `HTTP ${status}`,
    serverError && `error ${serverError}`,
    port && `port ${port}`,
    likely && likely.length > 0 && `likely ${likely.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' ')
}

function countBy<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const thing of things) counts.set(keyOf(thing), (counts.get(keyOf(thing)) ?? 0) + 1)
  return counts
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
