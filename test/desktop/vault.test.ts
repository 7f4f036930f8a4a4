import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accountSecretToText, entryName } from '../../electron/accounts/account-secret'
import { secret } from '../../electron/support/secret'
import { someAccount } from '../support/some-account'
import { type Keyring, startKeyring } from './harness/keyring'
import { startSessionBus } from './harness/session-bus'
import type { TiedProcess } from './harness/tied-process'
import { describeOnLinux } from './harness/use-desktop'
import { buildVaultWorker, startVaultProcess, type VaultProcess } from './vault-process'

const service = 'Keyfob test'

/** How large secrets lie there: as on Windows, and as everywhere else. */
const ways = [
  { how: 'in pieces', as: {}, inPieces: true },
  { how: 'in one entry', as: { KEYFOB_TEST_WHOLE: 'yes' }, inPieces: false },
]

describeOnLinux('the vault over a real keyring', () => {
  let program: string
  let folder: string
  let bus: TiedProcess
  let keyring: Keyring
  let env: NodeJS.ProcessEnv
  const processes: VaultProcess[] = []

  function start(difference: NodeJS.ProcessEnv = {}): VaultProcess {
    const process = startVaultProcess(program, { ...env, ...difference })
    processes.push(process)
    return process
  }

  async function startBus(): Promise<void> {
    const { address, daemon } = await startSessionBus(join(folder, `bus-${Date.now()}`))
    bus = daemon
    env = { ...env, DBUS_SESSION_BUS_ADDRESS: address }
    keyring = await startKeyring({ env }, join(folder, 'control'))
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyfob-vault-'))
    await mkdir(join(folder, 'data'), { recursive: true })
    env = {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_RUNTIME_DIR: folder,
    }
    program = await buildVaultWorker()
    await startBus()
  })
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((each) => each.kill()))
  })
  afterAll(async () => {
    await keyring.stop()
    await bus.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test.each(ways)(
    'a 16 KiB access token $how comes back in another process, and goes without a trace',
    async ({ as, inPieces }) => {
      const text = accountSecretToText({
        account: someAccount(),
        tokens: {
          accessToken: secret('x'.repeat(16_384)),
          refreshToken: secret('y'.repeat(16_384)),
          tokenType: 'bearer',
          requestedAt: 0,
        },
      }).reveal()
      expect(await start(as).write('account-ada', text)).toBeUndefined()
      const entries = await keyring.lasting(service)
      if (inPieces) expect(entries.length).toBeGreaterThan(15)
      else expect(entries).toHaveLength(1)

      const later = start(as)
      expect(await later.read('account-ada')).toBe(text)
      expect(await later.write('account-ada', 'small')).toBeUndefined()
      expect(await keyring.lasting(service)).toHaveLength(1)
      expect(await later.erase('account-ada')).toBeUndefined()
      expect(await keyring.lasting(service)).toEqual([])
    },
  )

  test.each(ways)(
    'a process that is killed anywhere in a write $how leaves the old or the new secret, and nothing after a sweep',
    async ({ as, inPieces }) => {
      const large = (mark: string) => mark.repeat(12_000)
      let standing = large('0')
      await start(as).write('account-ada', standing)
      const found = new Set<string>()
      const reader = start(as)
      for (let round = 1; round <= 12; round += 1) {
        const writer = start(as)
        await writer.probe()
        const next = large(String(round % 10))
        const written = writer.write('account-ada', next)
        await pause(inPieces ? round * 6 : round)
        await writer.kill()
        const isAcknowledged = (await written) === undefined
        const text = await reader.read('account-ada')
        expect(isAcknowledged ? [next] : [standing, next]).toContain(text)
        found.add(text === next ? 'new' : 'old')
        standing = String(text)
      }
      expect(found).toContain('old')
      await reader.sweep()
      const pieces = inPieces ? Math.ceil((12_000 * 4) / 3 / 2_400) : 0
      expect(await keyring.lasting(service)).toHaveLength(pieces + 1)
      await reader.erase('account-ada')
    },
  )

  test('a locked keyring is said to be locked, whatever is asked of it, and nothing is lost', async () => {
    const process = start()
    await process.write('account-ada', 'one')
    await keyring.lock()
    for (const running of [process, start()]) {
      expect(await running.probe()).toBe('locked')
      expect(await running.read('account-ada')).toEqual({ code: 'vault_locked' })
      expect(await running.read('account-nobody')).toEqual({ code: 'vault_locked' })
      expect(await running.write('account-ada', 'two')).toEqual({ code: 'vault_locked' })
      expect(await running.erase('account-ada')).toEqual({ code: 'vault_locked' })
      expect(await running.sweep()).toEqual({ code: 'vault_locked' })
      expect(running.isRunning()).toBe(true)
    }
    await keyring.unlock()
    expect(await start().read('account-ada')).toBe('one')
  })

  test('a keyring whose service ends is gone for who had it, and missing for who did not', async () => {
    const process = start()
    await process.write('account-ada', 'one')
    await keyring.stop()
    expect(await process.read('account-ada')).toEqual({ code: 'vault_gone' })
    expect(await process.write('account-ada', 'two')).toEqual({ code: 'vault_gone' })
    expect(await process.probe()).toBe('gone')
    const late = start()
    expect(await late.probe()).toBe('missing_service')
    expect(await late.read('account-ada')).toEqual({ code: 'vault_missing_service' })

    await keyring.start()
    // The library holds on to the service it knew: whoever had it must start again.
    expect(await process.probe()).toBe('gone')
    expect(await start().read('account-ada')).toBe('one')
  })

  test('a session bus that ends takes the keychain along, not the process nor the entries', async () => {
    const process = start()
    await process.write('account-ada', 'one')
    await bus.stop()
    expect(await process.read('account-ada')).toEqual({ code: 'vault_gone' })
    expect(await process.write('account-ada', 'two')).toEqual({ code: 'vault_gone' })
    expect(await process.probe()).toBe('gone')
    expect(await start().probe()).toBe('missing_service')

    await keyring.stop()
    await startBus()
    const later = start()
    expect(await later.read('account-ada')).toBe('one')
    await later.erase('account-ada')
  })

  test('without a session bus there is no keychain service', async () => {
    const process = start({ DBUS_SESSION_BUS_ADDRESS: 'disabled:' })
    expect(await process.probe()).toBe('missing_service')
    expect(await process.read('account-ada')).toEqual({ code: 'vault_missing_service' })
    expect(await process.write('account-ada', 'two')).toEqual({ code: 'vault_missing_service' })
  })

  test('200 accounts are written, listed and read, and leave when they are erased', async () => {
    const texts = Array.from({ length: 200 }, (_, index) => {
      const tokens = {
        accessToken: secret(`${index} `.repeat(300)),
        tokenType: 'bearer',
        requestedAt: 0,
      } as const
      return accountSecretToText({ account: someAccount({ id: `a${index}` }), tokens }).reveal()
    })
    const names = texts.map((_, index) => entryName(`a${index}`))
    const writer = start()
    const written = await Promise.all(names.map((name, index) => writer.write(name, texts[index] ?? '')))
    expect(written.filter((each) => each !== undefined)).toEqual([])

    const reader = start()
    expect(new Set((await reader.sweep()) as string[])).toEqual(new Set(names))
    expect(await Promise.all(names.map((name) => reader.read(name)))).toEqual(texts)
    await Promise.all(names.slice(0, 20).map((name) => reader.erase(name)))
    expect(await reader.entries()).toHaveLength(180)
  })
})
