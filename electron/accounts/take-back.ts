import { randomUUID } from 'node:crypto'
import type { FlowKind } from '../../shared/provider-summary'
import type { Issued } from '../oauth/token-response'
import { asFailure, reportOf } from './flows'
import type { Grounds } from './grounds'
import type { Identified } from './identify'
import { inTime } from './in-time'
import { findAccount } from './keep-account'
import { isConnectedAgain } from './same-grant'
import { type AccountsWorld, oauthWorld } from './world'

/** ms */
const untilTakenBack = 10_000

/** What a server has issued and no account keeps. */
export interface Unkept {
  readonly issued: Issued
  readonly grounds: Grounds
  readonly kind: FlowKind
  /** Absent: it was not found out whose it is. */
  readonly identified?: Identified | undefined
}

/**
 * What is not kept is not left lying at the server, unless ending it could end an account that is kept. Its access token
 * runs out by itself if it cannot be ended now. Never throws.
 */
export async function takeBack(unkept: Unkept, flowId: string, world: AccountsWorld): Promise<void> {
  const { grounds, issued, kind } = unkept
  const providerId = grounds.provider.id
  if (mayEndAnother(unkept, world)) return
  const trace = world.traces.begin({ id: randomUUID(), purpose: 'revoke', kind, providerId })
  try {
    const { revoke } = await world.loadOAuth()
    await revoke(grounds.client, grounds.revocation, issued.tokens, oauthWorld(world), trace)
    trace.end('succeeded')
  } catch (error) {
    const failure = reportOf(asFailure(error))
    trace.end('failed', failure)
    world.activity.record({ kind: 'use_failed', providerId, flowId, failure })
  }
}

/** As `takeBack`, for whom somebody waits. */
export async function takeBackSoon(unkept: Unkept, flowId: string, world: AccountsWorld): Promise<void> {
  await inTime(untilTakenBack, world, (limited) => takeBack(unkept, flowId, limited)).catch(() => undefined)
}

/** Who has an account here through that client would lose it with this grant; nobody knows of whom it is unknown. */
function mayEndAnother({ grounds, identified }: Unkept, { registry }: AccountsWorld): boolean {
  const { issuer, client, provider } = grounds
  const { clientId } = client
  if (identified) {
    const person = findAccount({ grounds, ...identified }, { registry })?.person ?? identified.person
    return isConnectedAgain({ providerId: provider.id, issuer, clientId, person }, registry)
  }
  return registry.list().some((account) => account.issuer === issuer && account.clientId === clientId)
}
