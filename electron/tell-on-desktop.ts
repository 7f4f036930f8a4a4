import { basename } from 'node:path'
import { z } from 'zod'
import type { Account } from '../shared/account'
import type { ClientSummary } from '../shared/client'
import type { Wish } from '../shared/wish'
import { type NotificationWords, wordsOf, wordsWhileLocked } from './notification-words'
import { dueWarnings, type Told, toldAfter, warningsOf } from './notifications'
import type { Clock } from './support/clock'
import { readJsonFile, setAside, writeJsonFile } from './support/json-file'

export interface NotifyingWorld {
  /** Where it is remembered what was told. */
  readonly file: string
  readonly clock: Pick<Clock, 'now'>
  readonly accounts: () => readonly Account[]
  /** Only those that are known without disturbing anybody: no keychain is opened for it. */
  readonly clients: () => Promise<readonly ClientSummary[]>
  readonly providerName: (providerId: string) => string
  readonly isWanted: () => boolean
  readonly isLocked: () => boolean
  /** The person has the window before them, which says it all. */
  readonly isWatched: () => boolean
  readonly show: (words: NotificationWords, wish: Wish | undefined) => void
}

const told = z.record(z.string(), z.object({ at: z.number(), abouts: z.array(z.string().max(100)).max(100) }))

/** Looks whether anything must be told on the desktop, and tells it; one look at a time. Never throws. */
export function createDesktopTeller(world: NotifyingWorld): () => Promise<void> {
  let remembered: Promise<Told> | undefined
  let looking: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    if (!world.isWanted() || world.isWatched()) return
    remembered ??= recall(world)
    remembered.catch(() => {
      remembered = undefined
    })
    const before = await remembered
    const now = world.clock.now()
    const accounts = world.accounts()
    const clients = await world.clients().catch(() => [])
    const due = dueWarnings(warningsOf(accounts, clients, now), before, now)
    if (due.length === 0) return
    const after = toldAfter(due, before, accounts, now)
    remembered = Promise.resolve(after)
    if (world.isLocked()) world.show(wordsWhileLocked(due), undefined)
    else
      for (const warning of due) {
        const reconnect = warning.kind !== 'secret_ends'
        const wish = { kind: 'account', accountId: warning.accountId, reconnect } as const
        world.show(wordsOf(warning, world.providerName(warning.providerId), now), wish)
      }
    await writeJsonFile(world.file, after)
  }

  return () => {
    looking = looking
      .then(look)
      .catch((error: unknown) =>
        console.error('notifications:', error instanceof Error ? error.message : error),
      )
    return looking
  }
}

async function recall({ file, clock }: NotifyingWorld): Promise<Told> {
  const content = await readJsonFile(file)
  if (content.kind === 'missing') return {}
  const parsed = told.safeParse(content.kind === 'read' ? content.value : undefined)
  if (parsed.success) return parsed.data
  console.error('set aside:', basename(await setAside(file, clock.now())))
  return {}
}
