import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import type { DoctorLine } from '../../shared/doctor'
import { Failure } from '../../shared/failure'
import type { Fetch } from '../support/fetch'
import type { Vault } from '../vault/vault'
import { vaultFailure } from '../vault/vault-failure'

export type Finding = Omit<DoctorLine, 'id' | 'check'>

/** What the doctor asks of the computer and the network. */
export interface CheckWorld {
  readonly keychain: Pick<Vault, 'probe'>
  /** Guarded: https or loopback only, no redirect followed, network faults named. */
  readonly fetch: Fetch
  /** s; undefined when that host never spoke. */
  readonly clockSkew: (host: string) => number | undefined
  /** Name of the program that opens web pages; undefined: there is none. */
  readonly findBrowser: () => Promise<string | undefined>
  /** Ways to an address as a proxy script says it: `DIRECT`, `PROXY host:port; DIRECT`. */
  readonly resolveProxy: (url: string) => Promise<string>
  /** Where the proxy script is, if the person named one. */
  readonly proxyScript: () => string | undefined
}

export async function checkKeychain({ keychain }: Pick<CheckWorld, 'keychain'>): Promise<Finding> {
  const status = await keychain.probe()
  const failure = vaultFailure(status)
  return {
    subject: status.name,
    ...(failure ? { state: 'bad', failure: report(failure) } : { state: 'good' }),
  }
}

export async function checkBrowser({ findBrowser }: Pick<CheckWorld, 'findBrowser'>): Promise<Finding> {
  const name = await findBrowser().catch(() => undefined)
  if (name !== undefined) return { state: 'good', subject: name }
  return { state: 'bad', failure: report(new Failure('browser_not_opened', 'no default browser')) }
}

const patience = 5_000
const greeting = 'keyfob'

/**
 * Listens on this computer's own address and calls it, as a browser does at the end of a sign-in (RFC 8252 §7.3).
 * A computer without IPv6 is only warned of: hardly any provider needs it.
 */
export async function checkLoopback(address: '127.0.0.1' | '::1'): Promise<Finding> {
  const server = createServer((socket) => socket.on('error', () => undefined).end(greeting))
  try {
    const port = await listen(server, address)
    const heard = await call(port, address)
    if (heard !== greeting) throw new Error('somebody else answered')
    return { state: 'good', found: [address] }
  } catch (cause) {
    const failure = new Failure('loopback_unavailable', `cannot use ${address}`, { cause })
    return { state: address === '::1' ? 'warn' : 'bad', failure: report(failure) }
  } finally {
    server.close()
  }
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port: 0, exclusive: true }, () => resolve((server.address() as AddressInfo).port))
  })
}

function call(port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host })
    let heard = ''
    socket.setTimeout(patience, () => socket.destroy(new Error('nobody answered')))
    socket.on('error', reject)
    socket.on('data', (piece) => {
      heard += piece.toString()
    })
    socket.on('close', () => resolve(heard))
  })
}

/** A failure as it may cross to the window. */
export function report({ code, message, facts }: Failure): NonNullable<Finding['failure']> {
  return { code, message, facts }
}
