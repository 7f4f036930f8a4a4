import type { DoctorLine, Examination, ExaminationRequest } from '../../shared/doctor'
import type { Notifier } from '../support/notifier'
import { type CheckWorld, checkBrowser, checkKeychain, checkLoopback } from './check-computer'
import { checkClock, checkProvider, checkProxy } from './check-network'
import { type Address, type AddressWorld, addressesToCheck } from './provider-addresses'

export interface DoctorWorld extends CheckWorld, AddressWorld {
  /** Told of every line as it comes in. */
  readonly examinations: Notifier<Examination>
}

type Finding = Omit<DoctorLine, 'id' | 'check'>
interface Check {
  readonly line: Pick<DoctorLine, 'id' | 'check' | 'subject'>
  readonly run: (signal: AbortSignal) => Promise<Finding>
}

/**
 * Looks at everything a sign-in needs, the quick things first. Providers that nobody connected are spoken to only when
 * `providers` is `all`. Never throws for what it finds; throws the signal's reason when it is cancelled.
 */
export async function examine(
  request: ExaminationRequest,
  world: DoctorWorld,
  signal: AbortSignal,
): Promise<Examination> {
  const addresses = addressesToCheck(request.providers, world)
  const { first, last } = checksOf(addresses, world)
  const wanted = (check: Check) => request.only?.includes(check.line.id) ?? true
  const lines = new Map<string, DoctorLine>()
  for (const { line } of [...first, ...last].filter(wanted)) lines.set(line.id, { ...line, state: 'waiting' })
  const soFar = (ended: boolean): Examination => ({
    requestId: request.requestId,
    ended,
    lines: [...lines.values()],
  })

  async function carryOut({ line, run }: Check): Promise<void> {
    const show = (finding: Finding) => {
      lines.set(line.id, { ...line, ...finding })
      if (!signal.aborted) world.examinations.announce(soFar(false))
    }
    signal.throwIfAborted()
    show({ state: 'running' })
    show(await run(signal))
  }

  world.examinations.announce(soFar(false))
  await Promise.all(first.filter(wanted).map(carryOut))
  await Promise.all(last.filter(wanted).map(carryOut))
  const report = soFar(true)
  world.examinations.announce(report)
  return report
}

/** `last`: what can be told only after servers have answered. */
function checksOf(
  addresses: readonly Address[],
  world: DoctorWorld,
): { readonly first: readonly Check[]; readonly last: readonly Check[] } {
  const hosts = addresses.flatMap(({ origins }) => origins.map((origin) => new URL(origin).host))
  return {
    first: [
      { line: { id: 'keychain', check: 'keychain' }, run: () => checkKeychain(world) },
      { line: { id: 'loopback4', check: 'loopback4' }, run: () => checkLoopback('127.0.0.1') },
      { line: { id: 'loopback6', check: 'loopback6' }, run: () => checkLoopback('::1') },
      { line: { id: 'browser', check: 'browser' }, run: () => checkBrowser(world) },
      { line: { id: 'proxy', check: 'proxy' }, run: (signal) => checkProxy(addresses, world, signal) },
      ...addresses.map(
        (address): Check => ({
          line: { id: address.id, check: 'provider', subject: address.name },
          run: (signal) => checkProvider(address, world, signal),
        }),
      ),
    ],
    last: [{ line: { id: 'clock', check: 'clock' }, run: async () => checkClock(hosts, world.clockSkew) }],
  }
}
