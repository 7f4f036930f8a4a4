import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serviceName } from '../../electron/profile'
import type { Account } from '../../shared/account'
import type { Desktop } from '../desktop/harness/desktop'
import { buildVaultWorker, startVaultProcess } from '../desktop/vault-process'
import { signInAndAllow } from '../sandbox/walk'
import { type AppProcess, startApp } from './app-process'
import { createExpectations } from './expectations'
import { checkKeychain } from './keychain-check'
import { createRandom } from './random'
import { createSecretSearch } from './secret-search'

export interface SoakOptions {
  readonly desktop: Desktop
  readonly cycles: number
  readonly seed: number
  /** A fault to find. */
  readonly plant?: 'without-generations' | 'token-in-a-log'
  readonly onCycle?: (cycle: number, tally: SoakTally) => void
}

export interface SoakTally {
  /** Accounts that were connected and are not there, or whose tokens are not. */
  lost: number
  /** Keychain entries whose head stands without what it names. */
  torn: number
  /** Credentials found in files. */
  secretsFound: number
  /** Accounts that say that they need reconnecting: killed between the server's rotation and our write. */
  mustReconnect: number
  /** Whatever else was not as it should be, in words. */
  readonly complaints: string[]
}

/** Names that make records large, so that some secrets take several entries and some do not. */
const people = ['Ada', 'Grace', 'Émile', '💡'.repeat(60), '"\\'.repeat(30), 'Mary Somerville']
const longestDrive = 700
/** Until the app sweeps its keychain, and a little. ms */
const untilSwept = 8_000

export async function runSoak(options: SoakOptions): Promise<SoakTally> {
  const { desktop, cycles } = options
  const random = createRandom(options.seed)
  const folder = join(desktop.folder, `soak-${randomUUID()}`)
  const profile = join(folder, 'profile')
  const recorded = join(folder, 'issued')
  const logs = join(folder, 'logs')
  await mkdir(logs, { recursive: true })
  const keychain = startVaultProcess(await buildVaultWorker(), {
    ...desktop.env,
    KEYFOB_TEST_SERVICE: serviceName(profile, desktop.env.XDG_CONFIG_HOME),
  })
  const secrets = createSecretSearch(recorded, [profile, logs])
  const expected = createExpectations()
  const tally: SoakTally = { lost: 0, torn: 0, secretsFound: 0, mustReconnect: 0, complaints: [] }
  /** Whose tokens the app has said to have renewed and kept, and has not touched since. */
  const renewed = new Set<string>()
  const start = (tokenLifetime: number) =>
    startApp({
      profile,
      log: join(logs, 'app.log'),
      env: {
        ...desktop.env,
        KEYFOB_SANDBOX_TOKEN_LIFETIME: String(tokenLifetime),
        KEYFOB_SANDBOX_RECORD_SECRETS: recorded,
        ...(options.plant ? { KEYFOB_SOAK_PLANT: options.plant } : {}),
      },
    })

  try {
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      // Now and then tokens last, and the app is killed when it has said that all is done: nothing may be missing then.
      const isAtRest = cycle % 4 === 0
      const app = await start(isAtRest ? 300 : 2)
      try {
        await checkAccounts(app)
        if (expected.connected().length === 0) await connect(app, random.pick(people))
        if (isAtRest) await act(app, await listAccounts(app))
        else await drive(app)
      } finally {
        await app.kill()
      }
      await checkOutside(cycle)
      options.onCycle?.(cycle, tally)
      if (options.plant && tally.torn + tally.secretsFound > 0) return tally
    }
    await checkLeftovers()
    await checkOutside(cycles)
    return tally
  } finally {
    await keychain.kill()
  }

  function complain(text: string): void {
    tally.complaints.push(text)
  }

  async function listAccounts(app: AppProcess): Promise<readonly Account[]> {
    const reply = await app.ask('listAccounts', {})
    if (!reply.ok && reply.code !== 'ended') complain(`the accounts could not be listed: ${reply.code}`)
    return reply.ok ? reply.value : []
  }

  /** Is everyone there, and does each account work or say that it needs reconnecting? */
  async function checkAccounts(app: AppProcess): Promise<void> {
    const accounts = await listAccounts(app)
    const { lost, back } = expected.compare(new Set(accounts.map(personOf)))
    tally.lost += lost.length
    if (lost.length > 0) complain(`lost: ${lost.join(', ')}`)
    if (back.length > 0) complain(`came back: ${back.join(', ')}`)
    if (new Set(accounts.map(personOf)).size < accounts.length) complain('a person is there twice')
    const ended = await Promise.all(accounts.map((account) => isEnded(app, account)))
    renewed.clear()
    // One after the other: a provider is asked by one attempt at a time.
    for (const account of accounts.filter((_, index) => ended[index])) {
      await connect(app, personOf(account), account)
    }
  }

  /** Whether the person has to connect the account again. */
  async function isEnded(app: AppProcess, account: Account): Promise<boolean> {
    const person = personOf(account)
    const reply = await app.ask('listRows', { accountId: account.id, resourceId: 'servers' })
    if (reply.ok) return false
    switch (reply.code) {
      case 'invalid_grant':
      case 'needs_reconnecting':
        if (account.health.state !== 'needs_reconnecting') tally.mustReconnect += 1
        if (renewed.has(person)) {
          tally.lost += 1
          complain(`tokens of ${person} that were said to be kept are not`)
        }
        return true
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
        complain(`the tokens of ${person} are gone`)
        return true
      default:
        complain(`${person} does not work: ${reply.code}`)
        return false
    }
  }

  async function connect(app: AppProcess, person: string, account?: Account): Promise<void> {
    if (!account) expected.begin(person)
    const connecting = app.ask('connect', {
      flowId: randomUUID(),
      providerId: 'sandbox',
      kind: 'authorization_code',
      scopes: ['email', 'servers:read'],
      kept: 'keychain',
      ...(account ? { accountId: account.id } : {}),
    })
    const link = await Promise.race([app.nextLink(), connecting.then(() => undefined)])
    const browsing = link === undefined ? undefined : signInAndAllow(link, { person }).then(deliver)
    const problem = await browsing?.catch(String)
    const reply = await connecting
    if (reply.ok) expected.acknowledge(person, 'connected')
    else if (reply.code !== 'ended') complain(`${person} could not connect: ${reply.code} ${problem ?? ''}`)
  }

  async function disconnect(app: AppProcess, account: Account): Promise<void> {
    expected.ending(personOf(account))
    const reply = await app.ask('disconnect', { accountId: account.id })
    if (reply.ok) expected.acknowledge(personOf(account), 'gone')
    else if (reply.code !== 'ended') complain(`${personOf(account)} could not be disconnected: ${reply.code}`)
  }

  /** Does things until the app dies at a random moment, or in the middle of a random write to the keychain. */
  async function drive(app: AppProcess): Promise<void> {
    const accounts = await listAccounts(app)
    if (random.number() < 0.5) app.dieAtWrite(1 + random.below(8), random.pick(['before', 'after']))
    const doing = act(app, accounts).then(() => renewUntilTheEnd(app))
    await Promise.race([pause(random.number() * longestDrive), app.ended])
    await app.kill()
    await doing
    renewed.clear()
  }

  async function act(app: AppProcess, accounts: readonly Account[]): Promise<void> {
    const absent = people.filter((person) => !accounts.some((account) => personOf(account) === person))
    const leaving =
      accounts.length > 3 || (accounts.length > 1 && random.number() < 0.3)
        ? random.pick(accounts)
        : undefined
    const tasks: Promise<unknown>[] = accounts
      .filter((account) => account !== leaving)
      .flatMap((account) => [
        app
          .ask('renewAccount', { accountId: account.id })
          .then(({ ok }) => ok && renewed.add(personOf(account))),
        app.ask('renameAccount', { accountId: account.id, label: `${account.label.slice(0, 100)}.` }),
      ])
    if (leaving) tasks.push(disconnect(app, leaving))
    if (absent.length > 0 && (accounts.length === 0 || random.number() < 0.6)) {
      tasks.push(connect(app, random.pick(absent)))
    }
    await Promise.all(tasks)
  }

  async function renewUntilTheEnd(app: AppProcess): Promise<void> {
    let isRunning = true
    while (isRunning) {
      const replies = await Promise.all(
        (await listAccounts(app)).map(({ id }) => app.ask('renewAccount', { accountId: id })),
      )
      isRunning = replies.length > 0 && replies.every((reply) => reply.ok || reply.code !== 'ended')
    }
  }

  /** What can be seen while nothing runs. */
  async function checkOutside(cycle: number): Promise<void> {
    const { torn } = await checkKeychain(keychain)
    tally.torn += torn.length
    if (torn.length > 0) complain(`torn after cycle ${cycle}: ${torn.join(', ')}`)
    const found = await secrets.search()
    tally.secretsFound += found.length
    for (const place of found.slice(0, 5)) complain(`a secret in ${place}`)
  }

  /** After two starts, and time to sweep, nothing is in the keychain but what belongs to accounts. */
  async function checkLeftovers(): Promise<void> {
    let strays: readonly string[] = []
    for (let round = 1; round <= 2; round += 1) {
      // Tokens that last, so that the keychain comes to rest.
      const app = await start(300)
      try {
        await checkAccounts(app)
        const deadline = Date.now() + untilSwept
        do {
          await pause(250)
          strays = await findStrays(app)
        } while (strays.length > 0 && Date.now() < deadline)
        await checkAccounts(app)
      } finally {
        await app.kill()
      }
      if (strays.length === 0) break
    }
    if (strays.length > 0) complain(`left in the keychain: ${strays.join(', ')}`)
    const lines = (await readFile(recorded, 'utf8')).split('\n').length
    if (lines < 10) complain('the server has hardly issued anything: this was no soak')
  }

  async function findStrays(app: AppProcess): Promise<readonly string[]> {
    const { whole, leftovers } = await checkKeychain(keychain)
    const ids = new Set((await listAccounts(app)).map(({ id }) => `account-${id}`))
    return [...leftovers, ...whole.filter((name) => name.startsWith('account-') && !ids.has(name))]
  }
}

async function deliver(location: URL): Promise<void> {
  await fetch(location)
}

function personOf(account: Account): string {
  const { name = '' } = account.person
  return people.find((person) => name.startsWith(person)) ?? name
}

export function soakLine(cycles: number, tally: SoakTally): string {
  const { lost, torn, secretsFound, mustReconnect } = tally
  return `${cycles} cycles, ${lost} lost, ${torn} torn, ${secretsFound} secrets found, ${mustReconnect} must reconnect`
}
