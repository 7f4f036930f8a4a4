import type { Account } from '../shared/account'
import type { Wish } from '../shared/wish'
import { plainText } from './support/plain-text'
import { textAround } from './text'

export type TrayLine =
  | { readonly kind: 'separator' }
  | { readonly kind: 'words'; readonly label: string }
  | { readonly kind: 'wish'; readonly label: string; readonly wish: Wish }
  | { readonly kind: 'show' | 'lock' | 'quit'; readonly label: string }

export interface TrayView {
  /** Whether an account needs its person: the icon has a dot. */
  readonly attention: boolean
  readonly tooltip: string
  readonly lines: readonly TrayLine[]
}

const { tray } = textAround
const mostAccounts = 12
const separator: TrayLine = { kind: 'separator' }

/** What the tray shows. While Keyfob is locked: no account, and no state of one. */
export function trayView(accounts: readonly Account[], isLocked: boolean): TrayView {
  const end: readonly TrayLine[] = [separator, { kind: 'quit', label: tray.quit }]
  const show: TrayLine = { kind: 'show', label: tray.show }
  if (isLocked) {
    const lines: readonly TrayLine[] = [{ kind: 'words', label: tray.locked }, separator, show, ...end]
    return { attention: false, tooltip: tray.locked, lines }
  }
  const needing = accounts.filter(needsPerson)
  return {
    attention: needing.length > 0,
    tooltip: needing.length > 0 ? tray.attention(needing.length) : tray.calm(accounts.length),
    lines: [
      ...accountLines(accounts),
      separator,
      { kind: 'wish', label: tray.connect, wish: { kind: 'connect' } },
      { kind: 'lock', label: tray.lock },
      show,
      ...end,
    ],
  }
}

function accountLines(accounts: readonly Account[]): readonly TrayLine[] {
  if (accounts.length === 0) return [{ kind: 'words', label: tray.none }]
  const needyFirst = accounts.toSorted((a, b) => Number(needsPerson(b)) - Number(needsPerson(a)))
  const more = accounts.length - mostAccounts
  return [
    ...needyFirst.slice(0, mostAccounts).map(
      (account): TrayLine => ({
        kind: 'wish',
        label: `${forMenu(account.label)}: ${tray.states[account.health.state]}`,
        wish: { kind: 'account', accountId: account.id, reconnect: needsPerson(account) },
      }),
    ),
    ...(more > 0
      ? [{ kind: 'wish', label: tray.more(more), wish: { kind: 'go', to: 'accounts' } } as const]
      : []),
  ]
}

function needsPerson({ health }: Account): boolean {
  return health.state === 'needs_reconnecting'
}

/** Labels are the provider's or the person's words: one line, and no letter of it a shortcut. */
function forMenu(label: string): string {
  const oneLine = plainText(label)
  const short = oneLine.length > 60 ? `${oneLine.slice(0, 59)}…` : oneLine
  return short.replaceAll('&', '&&')
}
