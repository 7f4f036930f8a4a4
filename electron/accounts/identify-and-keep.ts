import { randomUUID } from 'node:crypto'
import type { Account } from '../../shared/account'
import type { ConnectOutcome, ConnectRequest } from '../../shared/connect'
import type { Issued } from '../oauth/token-response'
import type { RunningFlow } from './flows'
import type { Grounds } from './grounds'
import { type Identified, identify } from './identify'
import { findAccount, type Grant, keepAccount } from './keep-account'
import type { Newcomers } from './newcomers'
import { takeBackSoon } from './take-back'
import type { AccountsWorld } from './world'

interface KeepingWorld extends AccountsWorld {
  readonly newcomers: Newcomers
}

/** What a server has issued, and what for. */
export interface Granted {
  readonly request: ConnectRequest
  readonly scopes: readonly string[]
  readonly expected: Account | undefined
  readonly grounds: Grounds
  readonly issued: Issued
}

/**
 * Finds out whose it is and keeps it, or keeps it waiting where it is another person's than expected. What cannot be kept
 * is taken back. Throws what kept it from being kept.
 */
export async function identifyAndKeep(
  granted: Granted,
  flow: RunningFlow,
  world: KeepingWorld,
): Promise<ConnectOutcome> {
  const { request, scopes, expected, grounds, issued } = granted
  let identified: Identified | undefined
  try {
    // What was issued for a flow that has ended meanwhile is taken back.
    flow.signal.throwIfAborted()
    flow.recorder.stage('identifying')
    identified =
      request.kind === 'client_credentials'
        ? serviceAccount(grounds)
        : await identify(issued, grounds, world, flow.recorder)
    flow.recorder.stage('storing')
    const { protections } = flow.recorder.trace()
    const grant = { issued, ...identified, grounds, scopes, request, protections }
    // Cancelled, locked or quitting meanwhile.
    flow.signal.throwIfAborted()
    if (expected && !isOf(expected, grant, world)) {
      world.newcomers.wait(flow.id, { grant, expected })
      return { kind: 'someone_else', expected, signedIn: identified.person }
    }
    return await keepOne(grant, flow, world)
  } catch (error) {
    const unkept = { issued, grounds, kind: request.kind, identified }
    await takeBackSoon(unkept, flow.id, world)
    throw error
  }
}

function isOf({ id, person }: Account, grant: Grant, world: KeepingWorld): boolean {
  return person.subject === grant.person.subject || findAccount(grant, world)?.id === id
}

async function keepOne(grant: Grant, flow: RunningFlow, world: KeepingWorld): Promise<ConnectOutcome> {
  const { account, isNew } = await keepAccount(grant, randomUUID, world)
  flow.recorder.account(account.id)
  flow.recorder.message({ kind: 'stored' })
  world.activity.record({
    kind: isNew ? 'connected' : 'reconnected',
    providerId: account.providerId,
    accountId: account.id,
    label: account.label,
    flowId: flow.id,
  })
  return { kind: isNew ? 'connected' : 'renewed', account }
}

/** Nobody signed in: the client itself is who it is. */
function serviceAccount({ client: { clientId } }: Grounds): Identified {
  return { person: { subject: clientId, name: 'Service account', login: clientId.slice(0, 300) } }
}
