import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from '../../shared/account'
import { signInAndAllow } from '../sandbox/walk'
import type { AppProcess } from './app-process'
import { listAccounts, people, personOf, type SoakWorld } from './soak-world'

/** ms */
const longestDrive = 700

/** Does things until the app dies at a random moment, or in the middle of a random write to the keychain. */
export async function driveUntilDeath(app: AppProcess, world: SoakWorld): Promise<void> {
  const { random } = world
  if (random.number() < 0.5) app.dieAtWrite(1 + random.below(8), random.pick(['before', 'after']))
  const doing = act(app, world).then(() => renewUntilTheEnd(app, world))
  await Promise.race([pause(random.number() * longestDrive), app.ended])
  await app.kill()
  await doing
  world.renewed.clear()
}

/** Renews and renames everyone, at the same time as it connects and disconnects somebody. */
export async function act(app: AppProcess, world: SoakWorld): Promise<void> {
  const { random, renewed } = world
  const accounts = await listAccounts(app, world)
  const absent = people.filter((person) => !accounts.some((account) => personOf(account) === person))
  const isCrowded = accounts.length > 3
  const someoneLeaves = isCrowded || (accounts.length > 1 && random.number() < 0.3)
  const leaving = someoneLeaves ? random.pick(accounts) : undefined
  const tasks = accounts
    .filter((account) => account !== leaving)
    .flatMap((account): Promise<unknown>[] => [
      app
        .ask('renewAccount', { accountId: account.id })
        .then(({ ok }) => ok && renewed.add(personOf(account))),
      app.ask('renameAccount', { accountId: account.id, label: `${account.label.slice(0, 100)}.` }),
    ])
  if (leaving) tasks.push(disconnect(app, leaving, world))
  if (absent.length > 0 && (accounts.length === 0 || random.number() < 0.6)) {
    tasks.push(connect(app, random.pick(absent), world))
  }
  await Promise.all(tasks)
}

/** Connects a person; with their account, again. */
export async function connect(
  app: AppProcess,
  person: string,
  { expected, tally, ended, interrupted }: SoakWorld,
  account?: Account,
): Promise<void> {
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
  const problem = (await browsing?.catch(String)) ?? ''
  const reply = await connecting
  if (reply.ok) {
    expected.acknowledge(person, 'connected')
    if (account) ended.delete(account.id)
  } else if (reply.code === 'ended') interrupted.add(person)
  else tally.complaints.push(`${person} could not connect: ${reply.code} ${problem}`)
}

async function deliver(location: URL): Promise<void> {
  await fetch(location)
}

async function disconnect(app: AppProcess, account: Account, world: SoakWorld): Promise<void> {
  const person = personOf(account)
  world.expected.ending(person)
  const reply = await app.ask('disconnect', { accountId: account.id })
  if (reply.ok) {
    world.expected.acknowledge(person, 'gone')
    world.left.add(account.id)
  } else if (reply.code !== 'ended')
    world.tally.complaints.push(`${person} could not be disconnected: ${reply.code}`)
}

async function renewUntilTheEnd(app: AppProcess, world: SoakWorld): Promise<void> {
  let isRunning = true
  while (isRunning) {
    const replies = await Promise.all(
      (await listAccounts(app, world)).map(({ id }) => app.ask('renewAccount', { accountId: id })),
    )
    isRunning = replies.length > 0 && replies.every((reply) => reply.ok || reply.code !== 'ended')
  }
}
