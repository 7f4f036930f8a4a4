import { connect } from 'node:net'
import { Failure } from '../../shared/failure'
import { networkFailure, notReached } from '../http/network-failure'
import { type CheckWorld, type Finding, report } from './check-computer'
import type { Address } from './provider-addresses'

const patience = 15_000

/** Calls every origin of a provider without any token; the first that cannot be reached is told of. */
export async function checkProvider(
  { origins }: Address,
  { fetch }: Pick<CheckWorld, 'fetch'>,
  signal: AbortSignal,
): Promise<Finding> {
  for (const origin of origins) {
    const failure = await reach(`${origin}/`, fetch, signal)
    if (failure) return { state: 'bad', failure: report(failure) }
  }
  return { state: 'good', found: origins.map((origin) => new URL(origin).host) }
}

async function reach(
  url: string,
  fetch: CheckWorld['fetch'],
  signal: AbortSignal,
): Promise<Failure | undefined> {
  const late = AbortSignal.timeout(patience)
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.any([signal, late]) })
    return undefined
  } catch (error) {
    signal.throwIfAborted()
    const failure = networkFailure(error, new URL(url), { timedOut: late.aborted, cancelled: false })
    if (late.aborted) {
      const { host } = new URL(url)
      return new Failure('network_timeout', `${host} did not answer in time`, { facts: { host } })
    }
    // Everything else that a server answers shows that it was reached, and by whom.
    return notReached.has(failure.code) ? failure : undefined
  }
}

/** Where the system's proxy rules are asked about an address in general: nothing is sent there. */
const anywhere = 'https://keyfob.invalid/'

/** Which proxies stand in between, and whether they answer. Nothing is sent to any provider. */
export async function checkProxy(
  addresses: readonly Address[],
  { resolveProxy, proxyScript, fetch }: Pick<CheckWorld, 'resolveProxy' | 'proxyScript' | 'fetch'>,
  signal: AbortSignal,
): Promise<Finding> {
  const script = proxyScript()
  const noScript = script === undefined ? undefined : await fetchScript(script, fetch, signal)
  if (noScript) return { state: 'bad', failure: report(noScript) }
  const urls = addresses.flatMap(({ origins }) => origins.map((origin) => `${origin}/`))
  const answers = await Promise.all((urls.length > 0 ? urls : [anywhere]).map(resolveProxy))
  const proxies = [...new Set(answers.flatMap(proxiesIn))]
  for (const proxy of proxies) {
    if (await answersAt(proxy)) continue
    const failure = new Failure('proxy_unreachable', 'the proxy does not answer', { facts: { host: proxy } })
    return { state: 'bad', found: proxies, failure: report(failure) }
  }
  return { state: 'good', found: proxies }
}

async function fetchScript(
  url: string,
  fetch: CheckWorld['fetch'],
  signal: AbortSignal,
): Promise<Failure | undefined> {
  const { host, protocol } = new URL(url)
  const facts = { host }
  // Over plain http Chromium fetches it, and nothing else of Keyfob speaks: whether its server answers is enough.
  if (protocol !== 'https:') {
    const answers = await answersAt(host)
    return answers ? undefined : new Failure('proxy_unreachable', 'the proxy script has no server', { facts })
  }
  try {
    const { status } = await fetch(url, { signal })
    if (status === 200) return undefined
    return new Failure('proxy_unreachable', `the proxy script answers ${status}`, {
      facts: { ...facts, status },
    })
  } catch (cause) {
    signal.throwIfAborted()
    return new Failure('proxy_unreachable', 'the proxy script cannot be fetched', { cause, facts })
  }
}

/** "PROXY proxy.acme.example:8080; DIRECT" names one proxy. */
function proxiesIn(answer: string): readonly string[] {
  return answer.split(';').flatMap((way) => {
    const [kind, host] = way.trim().split(/\s+/)
    return kind === undefined || kind === 'DIRECT' || host === undefined ? [] : [host]
  })
}

function answersAt(hostAndPort: string): Promise<boolean> {
  const url = URL.canParse(`http://${hostAndPort}`) ? new URL(`http://${hostAndPort}`) : undefined
  if (!url) return Promise.resolve(false)
  return new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const socket = connect({ host, port: Number(url.port || 80), timeout: patience / 3 })
    const end = (answers: boolean) => {
      socket.destroy()
      resolve(answers)
    }
    socket.once('timeout', () => end(false))
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
  })
}

/** `Date` counts whole seconds, and answers take a moment. s */
const tolerable = 60

/** Compares with every server that has answered: the one that differs least is believed. */
export function checkClock(hosts: readonly string[], clockSkew: CheckWorld['clockSkew']): Finding {
  const skews = hosts.flatMap((host) => clockSkew(host) ?? []).toSorted((a, b) => Math.abs(a) - Math.abs(b))
  const [skew] = skews
  if (skew === undefined) return { state: 'skipped' }
  return { state: Math.abs(skew) > tolerable ? 'bad' : 'good', seconds: Math.round(skew) }
}
