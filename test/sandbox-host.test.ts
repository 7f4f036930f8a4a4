import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSandboxHost } from '../electron/sandbox-host'
import type { SideProcess } from '../electron/support/side-process'
import { failureOf } from './support/failure-of'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const issuer = 'http://127.0.0.1:4321'

/** A sandbox's process that does what a test says. */
function createProcess() {
  const told: unknown[] = []
  const onMessage: ((message: unknown) => void)[] = []
  const onExit: (() => void)[] = []
  let isKilled = false
  const side: SideProcess = {
    postMessage: (message) => void told.push(message),
    onMessage: (listener) => void onMessage.push(listener),
    onExit: (listener) => void onExit.push(listener),
    kill() {
      isKilled = true
    },
  }
  const say = (message: unknown) => {
    for (const listener of onMessage) listener(message)
  }
  return {
    side,
    told,
    say,
    isReady: (at = issuer) => say({ type: 'ready', issuer: at }),
    exit() {
      for (const listener of onExit) listener()
    },
    isKilled: () => isKilled,
  }
}

function createHost() {
  const processes: ReturnType<typeof createProcess>[] = []
  const host = createSandboxHost({
    stateFile: 'sandbox.json',
    fork() {
      const process = createProcess()
      processes.push(process)
      return process.side
    },
  })
  return { host, processes, newest: () => processes.at(-1) ?? createProcess() }
}

/** One that was too slow and was told to end, and the one that was started after it. */
async function startedTwice() {
  const { host, newest } = createHost()
  const failure = failureOf(host.start())
  const slow = newest()
  vi.advanceTimersByTime(60_000)
  await failure
  const again = host.start()
  const next = newest()
  return { host, slow, next, again }
}

describe('the sandbox', () => {
  test('is started once for all who need it, and again after it has died', async () => {
    const { host, processes, newest } = createHost()
    const both = Promise.all([host.start(), host.start()])
    newest().isReady()
    expect(await both).toEqual([issuer, issuer])
    expect(host.issuer()).toBe(issuer)
    newest().exit()
    expect(host.issuer()).toBeUndefined()
    void host.start()
    expect(processes).toHaveLength(2)
  })

  test.each<[string, (process: ReturnType<typeof createProcess>) => void]>([
    ['says why', ({ say }) => say({ type: 'failed', code: 'port_taken', message: 'The port is taken.' })],
    ['ends', ({ exit }) => exit()],
    ['is silent', () => vi.advanceTimersByTime(60_000)],
  ])('that does not start and %s is a failure, and ended', async (_, happen) => {
    const { host, newest } = createHost()
    const failure = failureOf(host.start())
    happen(newest())
    expect((await failure).code).toBe('sandbox_unavailable')
    expect(newest().isKilled()).toBe(true)
  })

  test('tells the name of a damaged file that it set aside', async () => {
    const { host, newest } = createHost()
    const names: string[] = []
    host.asides.subscribe((name) => void names.push(name))
    const started = host.start()
    newest().say({ type: 'ready', issuer, setAside: '/home/ada/Keyfob/sandbox.json.set-aside-2030' })
    await started
    expect(names).toEqual(['sandbox.json.set-aside-2030'])
  })

  test('that was slow and ends at last takes nothing from the one that was started after it', async () => {
    const { host, slow, next, again } = await startedTwice()
    next.isReady()
    await again
    slow.exit()
    expect(host.issuer()).toBe(issuer)
    const stopped = host.stop()
    next.exit()
    await stopped
    expect(next.told).toContainEqual({ type: 'stop' })
  })

  test('that is ready when nobody waits for it any more is not taken for the one that runs', async () => {
    const { host, slow } = await startedTwice()
    slow.isReady('http://127.0.0.1:1')
    await Promise.resolve()
    expect(host.issuer()).toBeUndefined()
  })

  test('that is told to stop is waited for, and left alone when it has', async () => {
    const { host, newest } = createHost()
    const started = host.start()
    newest().isReady()
    await started
    let hasStopped = false
    const stopped = host.stop().then(() => {
      hasStopped = true
    })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(hasStopped).toBe(false)
    newest().exit()
    await stopped
    vi.advanceTimersByTime(60_000)
    expect(newest().isKilled()).toBe(false)
  })

  test('that does not stop is ended, and nobody waits for it longer than two seconds', async () => {
    const { host, newest } = createHost()
    const started = host.start()
    newest().isReady()
    await started
    const stopped = host.stop()
    await vi.advanceTimersByTimeAsync(2_000)
    await stopped
    expect(newest().isKilled()).toBe(true)
  })
})
