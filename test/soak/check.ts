import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from '../../shared/account'
import type { AppProcess } from './app-process'
import { connect } from './drive'
import { checkKeychain } from './keychain-check'
import { listAccounts, personOf, type SoakWorld } from './soak-world'

/** Until the app has swept its keychain, and a little. ms */
const untilSwept = 8_000
/** How often an account is asked whose tokens last for two seconds: they may have expired before they were used. */
const mostTries = 3

/** Is everyone there, and does each account work or say that it needs reconnecting? Who must, does. */
export async function checkAccounts(app: AppProcess, world: SoakWorld): Promise<void> {
  const { tally, expected, renewed, left, interrupted } = world
  const accounts = await listAccounts(app, world)
  const present = new Set(accounts.map(personOf))
  const { lost, back } = expected.compare(present)
  tally.lost += lost.length
  if (lost.length > 0) tally.complaints.push(`lost: ${lost.join(', ')}`)
  const returned = accounts.filter(({ id }) => left.has(id)).map(personOf)
  const wrong = new Set([...returned, ...back.filter((person) => !interrupted.has(person))])
  if (wrong.size > 0) tally.complaints.push(`came back: ${[...wrong].join(', ')}`)
  if (present.size < accounts.length) tally.complaints.push('a person is there twice')
  const ended = await Promise.all(accounts.map((account) => hasEnded(app, account, world)))
  renewed.clear()
  // One after the other: a provider is asked by one attempt at a time.
  for (const account of accounts.filter((_, index) => ended[index])) {
    await connect(app, personOf(account), world, account)
  }
}

/** Whether the person has to connect the account again. */
async function hasEnded(app: AppProcess, account: Account, world: SoakWorld): Promise<boolean> {
  const { tally, expected, renewed } = world
  const person = personOf(account)
  const reply = await tryRows(app, account)
  if (reply.ok) return false
  switch (reply.code) {
    case 'invalid_grant':
    case 'needs_reconnecting': {
      if (world.ended.has(account.id)) return true
      world.ended.add(account.id)
      tally.mustReconnect += 1
      // Either is enough; a fault may show as both.
      const wrongs = [
        ...(renewed.has(person) ? [`tokens of ${person} that were said to be kept are not`] : []),
        ...(world.live.has(account.id)
          ? [`${person} is told to reconnect, and the token in the keychain is live`]
          : []),
      ]
      if (wrongs.length > 0) tally.lost += 1
      tally.complaints.push(...wrongs)
      return true
    }
    // Counted from outside.
    case 'vault_entry_altered':
      return true
    case 'vault_entry_missing':
      if (expected.isEnding(person)) {
        await app.ask('forgetAccount', { accountId: account.id })
        expected.acknowledge(person, 'gone')
        return false
      }
      tally.lost += 1
      tally.complaints.push(`the tokens of ${person} are gone`)
      return true
    default:
      tally.complaints.push(`${person} does not work: ${reply.code}`)
      return false
  }
}

async function tryRows(app: AppProcess, { id }: Account) {
  for (let tries = 1; ; tries += 1) {
    const reply = await app.ask('listRows', { accountId: id, resourceId: 'servers' })
    if (reply.ok || reply.code !== 'invalid_token' || tries === mostTries) return reply
  }
}

/** What can be seen while nothing runs. */
export async function checkOutside({ tally, keychain, secrets }: SoakWorld): Promise<void> {
  const { torn } = await checkKeychain(keychain)
  tally.torn += torn.length
  if (torn.length > 0) tally.complaints.push(`torn: ${torn.join(', ')}`)
  const found = await secrets.search()
  tally.secretsFound += found.length
  for (const place of found.slice(0, 5)) tally.complaints.push(`a secret in ${place}`)
}

/** After two starts, and time to sweep, nothing is in the keychain but what belongs to accounts. */
export async function checkLeftovers(start: () => Promise<AppProcess>, world: SoakWorld): Promise<void> {
  let strays: readonly string[] = []
  for (let round = 1; round <= 2; round += 1) {
    const app = await start()
    try {
      await checkAccounts(app, world)
      const deadline = Date.now() + untilSwept
      do {
        await pause(250)
        strays = await findStrays(app, world)
      } while (strays.length > 0 && Date.now() < deadline)
      await checkAccounts(app, world)
    } finally {
      await app.kill()
    }
    if (strays.length === 0) return
  }
  world.tally.complaints.push(`left in the keychain: ${strays.join(', ')}`)
}

async function findStrays(app: AppProcess, world: SoakWorld): Promise<readonly string[]> {
  const { whole, leftovers } = await checkKeychain(world.keychain)
  const ids = new Set((await listAccounts(app, world)).map(({ id }) => `account-${id}`))
  return [...leftovers, ...[...whole.keys()].filter((name) => name.startsWith('account-') && !ids.has(name))]
}
