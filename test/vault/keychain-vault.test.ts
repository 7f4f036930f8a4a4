import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { secret } from '../../electron/support/secret'
import { encode, largestEntryOn } from '../../electron/vault/entry-format'
import { createKeychainVault } from '../../electron/vault/keychain-vault'
import { failureOf } from '../support/failure-of'
import { createKeychainDouble, type KeychainDouble } from './keychain-double'

const large = (mark: string) => secret(mark.repeat(9_000))
const head = 'Keyfob test account-1'

describe('the vault', () => {
  test('gives back what it was given, after a restart too', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', secret('one'))
    await vault.write('account-2', large('two'))

    const later = keychain.vault()
    expect((await later.read('account-1'))?.reveal()).toBe('one')
    expect((await later.read('account-2'))?.reveal()).toBe('two'.repeat(9_000))
    expect(await later.read('account-3')).toBeUndefined()
  })

  test('takes one call to read a usual secret and two to rewrite it: one looks whether another program has been there', async () => {
    const keychain = createKeychainDouble()
    await keychain.vault().write('account-1', secret('one'))
    const vault = keychain.vault()
    keychain.calls.length = 0
    await vault.read('account-1')
    await vault.write('account-1', secret('two'))
    await vault.write('account-1', secret('three'))
    expect(keychain.calls).toEqual([
      'get account-1',
      ...['get account-1', 'set account-1'],
      ...['get account-1', 'set account-1'],
    ])
  })

  test('takes one call for a secret that is new where entries are taken, and knows afterwards what stands there', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.probe()
    keychain.calls.length = 0
    await vault.create('account-1', secret('one'))
    expect(keychain.calls).toEqual(['set account-1'])
    await vault.write('account-1', secret('two'))
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('two')
    expect(keychain.lasting().map(([key]) => key)).toEqual([head])
  })

  test('leaves nothing behind when a large secret gives way to a small one, or to nothing', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', large('a'))
    await vault.write('account-1', large('b'))
    await vault.write('account-1', secret('small'))
    expect(keychain.lasting().map(([key]) => key)).toEqual([head])
    await vault.write('account-1', large('c'))
    await vault.erase('account-1')
    expect(keychain.lasting()).toEqual([])
  })

  test('refuses more than 64 KiB before it touches the keychain', async () => {
    const keychain = createKeychainDouble()
    const failure = await failureOf(keychain.vault().write('account-1', secret('x'.repeat(65_537))))
    expect(failure.code).toBe('vault_secret_too_large')
    expect(keychain.calls).toEqual([])
  })

  test('writes and reads of one secret at the same time happen one after the other', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    keychain.before = () => pause(1)
    const values = ['a', 'b', 'c', 'd', 'e']
    const reads: Promise<string | undefined>[] = []
    const writes = values.map((mark) => {
      const written = vault.write('account-1', large(mark))
      reads.push(vault.read('account-1').then((text) => text?.reveal()))
      return written
    })
    await Promise.all(writes)
    expect(await Promise.all(reads)).toEqual(values.map((mark) => mark.repeat(9_000)))
    expect(await vault.sweep()).toEqual(['account-1'])
    expect([...keychain.entries.keys()].filter((key) => key.startsWith(`${head}/`))).toHaveLength(5)
  })

  test('never has two calls under way: one that lists must not meet one that removes', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    let now = 0
    let most = 0
    keychain.before = async () => {
      now += 1
      most = Math.max(most, now)
      await pause(2)
      now -= 1
    }
    await Promise.all(Array.from({ length: 20 }, (_, index) => vault.write(`account-${index}`, secret('x'))))
    expect(most).toBe(1)
  })

  test('drains: a write of many calls is at its end, and nothing begins after it', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    keychain.before = () => pause(2)
    let isWritten = false
    const written = vault.write('account-1', large('a')).then(() => {
      isWritten = true
    })
    await vault.drain()
    const calls = keychain.calls.length
    await written
    expect(isWritten).toBe(true)
    expect(await failureOf(vault.read('account-1'))).toMatchObject({ code: 'shutting_down' })
    expect(keychain.calls).toHaveLength(calls)
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('a'.repeat(9_000))
  })
})

describe('a keychain that does not want to', () => {
  test('which is locked is never taken for one without the entry', async () => {
    const keychain = createKeychainDouble()
    await keychain.vault().write('account-1', secret('one'))
    keychain.locked = true
    const vault = keychain.vault()
    expect(await failureOf(vault.read('account-1'))).toMatchObject({ code: 'vault_locked' })
    expect(await failureOf(vault.erase('account-1'))).toMatchObject({ code: 'vault_locked' })
    expect(await failureOf(vault.write('account-1', secret('two')))).toMatchObject({ code: 'vault_locked' })
    expect(await failureOf(vault.create('account-2', secret('two')))).toMatchObject({ code: 'vault_locked' })
    keychain.locked = false
    expect((await vault.read('account-1'))?.reveal()).toBe('one')
  })

  test('which is locked is not listed, since that would end the process', async () => {
    const keychain = createKeychainDouble()
    keychain.locked = true
    expect(await failureOf(keychain.vault().sweep())).toMatchObject({ code: 'vault_locked' })
    expect(keychain.calls.some((call) => call === 'find')).toBe(false)
  })

  test('which is unlocked while it is asked has its entries, not an empty answer', async () => {
    const keychain = createKeychainDouble()
    await keychain.vault().write('account-1', large('a'))
    keychain.locked = true
    keychain.before = (call) => {
      if (call.startsWith('set probe')) keychain.locked = false
    }
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('a'.repeat(9_000))
  })

  test('which fails in the middle of a write keeps the old secret', async () => {
    for (const failing of [2, 3, 5]) {
      const keychain = createKeychainDouble()
      const vault = keychain.vault()
      await vault.write('account-1', large('a'))
      let sets = 0
      keychain.before = (call) => {
        if (call.startsWith('set')) sets += 1
        if (sets >= failing) throw new Error('The connection is closed')
      }
      expect(await failureOf(vault.write('account-1', large('b')))).toMatchObject({ code: 'vault_gone' })
      keychain.before = undefined
      expect((await vault.read('account-1'))?.reveal()).toBe('a'.repeat(9_000))
      await vault.write('account-1', large('c'))
      await vault.sweep()
      expect((await keychain.vault().read('account-1'))?.reveal()).toBe('c'.repeat(9_000))
      expect([...keychain.entries.keys()].filter((key) => key.startsWith(`${head}/`))).toHaveLength(5)
    }
  })

  test('which does not answer is called locked after a while, and nothing waits for ever', async () => {
    const keychain = createKeychainDouble()
    keychain.before = () => new Promise(() => undefined)
    const vault = keychain.vault(20)
    expect(await failureOf(vault.read('account-1'))).toMatchObject({ code: 'vault_locked' })
    expect(await vault.probe()).toMatchObject({ state: 'locked' })
  })

  test('which is slow but answers is waited for, however many wait', async () => {
    const keychain = createKeychainDouble()
    keychain.before = () => pause(25)
    // All of them together take several times as long.
    const vault = keychain.vault(500)
    await Promise.all(Array.from({ length: 40 }, (_, index) => vault.write(`account-${index}`, secret('x'))))
    expect(keychain.entries.size).toBe(40)
  })

  test('which answers late has no new secret that nobody knows of', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault(30)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    keychain.before = (call) => (call.startsWith('set') ? held : undefined)
    expect(await failureOf(vault.create('account-1', secret('given up')))).toMatchObject({
      code: 'vault_locked',
    })
    letGo()
    await vault.drain()
    expect(keychain.lasting()).toEqual([])
  })

  test('which answers late cannot put an old secret over a new one', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault(30)
    await vault.write('account-1', secret('old'))
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    keychain.before = (call) => (call.startsWith('set') ? held : undefined)
    const first = failureOf(vault.write('account-1', secret('given up')))
    expect(await first).toMatchObject({ code: 'vault_locked' })
    // While the first may still come true, the second does not start.
    expect(await failureOf(vault.write('account-1', secret('too early')))).toMatchObject({
      code: 'vault_locked',
    })
    keychain.before = undefined
    letGo()
    await vault.write('account-1', secret('new'))
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('new')
    expect(keychain.calls.filter((call) => call === 'set account-1')).toHaveLength(3)
  })

  test('which cannot be loaded is missing, and found when it is there', async () => {
    const keychain = createKeychainDouble()
    let isInstalled = false
    const vault = createKeychainVault({
      load: async () => {
        if (!isInstalled) throw new Error("Cannot find module '../build/Release/keytar.node'")
        return keychain
      },
      service: 'Keyfob test',
      name: 'Test keychain',
      largestEntry: largestEntryOn('linux'),
      patience: 1_000,
    })
    expect(await vault.probe()).toMatchObject({ state: 'missing_service' })
    isInstalled = true
    expect(await vault.probe()).toMatchObject({ state: 'available' })
  })
})

describe('a write that was prepared for', () => {
  test('takes three calls: the keychain is seen to hold and to take entries before anything is spent', async () => {
    const keychain = createKeychainDouble()
    await keychain.vault().write('account-1', secret('one'))
    keychain.calls.length = 0
    const write = await keychain.vault().prepare('account-1')
    expect(keychain.calls).toEqual(['get account-1', expect.stringMatching(/^set probe-/)])
    await write(secret('two'))
    expect(keychain.calls.slice(2)).toEqual(['set account-1'])
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('two')
  })

  test('takes two calls within a minute of any write: that the keychain is open, the read says', async () => {
    vi.useFakeTimers()
    try {
      const keychain = createKeychainDouble()
      const vault = keychain.vault()
      await vault.write('account-1', secret('one'))
      await vi.advanceTimersByTimeAsync(59_000)
      keychain.calls.length = 0
      const write = await vault.prepare('account-1')
      await write(secret('two'))
      expect(keychain.calls).toEqual(['get account-1', 'set account-1'])
      await vi.advanceTimersByTimeAsync(60_000)
      keychain.calls.length = 0
      await vault.prepare('account-1')
      expect(keychain.calls).toEqual(['get account-1', expect.stringMatching(/^set probe-/)])
    } finally {
      vi.useRealTimers()
    }
  })

  test('takes the word of no write that failed', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', secret('one'))
    keychain.calls.length = 0
    keychain.before = (call) => {
      if (call === 'set account-1') throw new Error('No space left on device')
    }
    const write = await vault.prepare('account-1')
    expect(keychain.calls).not.toContainEqual(expect.stringMatching(/^set probe-/))
    await failureOf(write(secret('two')))
    await vault.prepare('account-1')
    expect(keychain.calls).toContainEqual(expect.stringMatching(/^set probe-/))
  })

  test('is refused beforehand where the keychain is locked or the entry is of a newer Keyfob', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', secret('one'))
    keychain.locked = true
    expect(await failureOf(vault.prepare('account-1'))).toMatchObject({ code: 'vault_locked' })
    keychain.locked = false
    keychain.entries.set(head, '{"v":2,"x":"later"}')
    expect(await failureOf(vault.prepare('account-1'))).toMatchObject({ code: 'profile_newer' })
  })

  test('sets aside what another program has changed, once', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    const told: string[] = []
    vault.asides.subscribe((name) => told.push(name))
    await vault.write('account-1', large('a'))
    keychain.entries.set(head, 'scribble')
    await vault.prepare('account-1')
    const write = await vault.prepare('account-1')
    await write(secret('new'))
    expect(told).toEqual(['account-1'])
    expect(keychain.entries.get(`${head}/set-aside`)).toBe('scribble')
    expect([...keychain.entries.keys()].filter((key) => key.startsWith(`${head}/`))).toEqual([
      `${head}/set-aside`,
    ])
  })

  test('replaces what was written between, whole', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', large('a'))
    const write = await vault.prepare('account-1')
    await vault.write('account-1', large('b'))
    await write(large('c'))
    await vault.drain()
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('c'.repeat(9_000))
    expect([...keychain.entries.keys()].filter((key) => key.startsWith(`${head}/`))).toHaveLength(5)
  })
})

describe('the test entry', () => {
  const standing = (keychain: KeychainDouble) =>
    [...keychain.entries.keys()].filter((key) => key.includes('probe-'))

  test('is set once for all who ask together, and gone a moment later', async () => {
    vi.useFakeTimers()
    try {
      const keychain = createKeychainDouble()
      const vault = keychain.vault()
      const states = await Promise.all(Array.from({ length: 20 }, () => vault.probe()))
      expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['available']))
      expect(keychain.calls).toHaveLength(2)
      expect(standing(keychain)).toHaveLength(1)
      await vi.advanceTimersByTimeAsync(1_000)
      expect(standing(keychain)).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  test('is gone when the vault is closed', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.probe()
    await vault.drain()
    expect(standing(keychain)).toEqual([])
  })

  test('that is set anew by others while it is looked for is no sign of a keychain that loses entries', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', secret('one'))
    keychain.before = () => pause(Math.random() * 3)
    const asked = Array.from({ length: 30 }, (_, index) =>
      index % 2 === 0 ? vault.probe() : vault.prepare('account-1').then(() => ({ state: 'available' })),
    )
    for (const { state } of await Promise.all(asked)) expect(state).toBe('available')
  })

  test('is not taken for a leftover by a sweep beside it', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    keychain.before = () => pause(Math.random() * 2)
    for (let round = 0; round < 10; round += 1) {
      const [names, ...states] = await Promise.all([vault.sweep(), vault.probe(), vault.probe()])
      expect(names).toEqual([])
      expect(states.map(({ state }) => state)).toEqual(['available', 'available'])
    }
  })

  test('that is not given back says that the keychain keeps nothing', async () => {
    const keychain = createKeychainDouble()
    keychain.setPassword = async () => undefined
    expect(await keychain.vault().probe()).toMatchObject({ state: 'gone' })
  })
})

describe('an entry that others have touched', () => {
  test('is called altered when it is read, and stays as it is', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', secret('one'))
    keychain.entries.set(head, 'scribble')
    expect(await failureOf(vault.read('account-1'))).toMatchObject({ code: 'vault_entry_altered' })
    expect(keychain.entries.get(head)).toBe('scribble')
  })

  test('is set aside when the person stores a new secret, not overwritten', async () => {
    const keychain = createKeychainDouble()
    keychain.entries.set(head, 'scribble')
    const vault = keychain.vault()
    await vault.write('account-1', secret('new'))
    expect(keychain.entries.get(`${head}/set-aside`)).toBe('scribble')
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('new')
    expect(await vault.sweep()).toEqual(['account-1'])
    expect(keychain.lasting()).toHaveLength(2)
    await vault.erase('account-1')
    expect(keychain.lasting()).toEqual([])
  })

  test.each([
    ['scribbled over', () => 'scribble'],
    ['changed in one place', (text: string) => text.replace('one', 'two')],
  ])('and was %s after this run had read it is set aside, not overwritten', async (_, change) => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    const told: string[] = []
    vault.asides.subscribe((name) => told.push(name))
    await vault.write('account-1', secret('one'))
    const changed = change(keychain.entries.get(head) ?? '')
    keychain.entries.set(head, changed)
    await vault.write('account-1', secret('new'))
    expect(keychain.entries.get(`${head}/set-aside`)).toBe(changed)
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('new')
    expect(told).toEqual(['account-1'])
    await vault.write('account-1', secret('newer'))
    expect(told).toHaveLength(1)
  })

  test('and came from a newer Keyfob while this one ran is not overwritten', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', secret('one'))
    keychain.entries.set(head, '{"v":2,"x":"later"}')
    const failure = await failureOf(vault.write('account-1', secret('new')))
    expect(failure).toMatchObject({ code: 'profile_newer' })
    expect(keychain.entries.get(head)).toBe('{"v":2,"x":"later"}')
  })

  test('and was deleted while this run held it is written anew, with nothing left of the old', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', large('a'))
    keychain.entries.delete(head)
    await vault.write('account-1', secret('new'))
    expect(keychain.lasting().map(([key]) => key)).toEqual([head])
  })

  test('of a newer Keyfob is neither overwritten nor erased', async () => {
    const keychain = createKeychainDouble()
    keychain.entries.set(head, '{"v":2,"x":"later"}')
    const vault = keychain.vault()
    for (const task of [
      vault.read('account-1'),
      vault.write('account-1', secret('new')),
      vault.erase('account-1'),
    ]) {
      expect(await failureOf(task)).toMatchObject({ code: 'profile_newer' })
    }
    expect(keychain.entries.get(head)).toBe('{"v":2,"x":"later"}')
  })

  test('and lacks a piece is called altered', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', large('a'))
    const piece = [...keychain.entries.keys()].find((key) => key.endsWith('.1'))
    keychain.entries.delete(piece ?? '')
    expect(await failureOf(vault.read('account-1'))).toMatchObject({ code: 'vault_entry_altered' })
  })

  test('and was deleted is missing', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', secret('one'))
    keychain.entries.clear()
    expect(await vault.read('account-1')).toBeUndefined()
  })
})

describe('the sweep', () => {
  test('removes pieces without a head, pieces of other generations and test entries, and names the rest', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', large('a'))
    await vault.write('account-2', secret('b'))
    const before = [...keychain.entries.keys()].sort()
    keychain.entries.set('Keyfob test account-1/17.0', 'old')
    keychain.entries.set('Keyfob test account-2/17.0', 'old')
    keychain.entries.set('Keyfob test account-3/17.0', 'old')
    keychain.entries.set('Keyfob test probe-1', '0.5')

    expect([...(await keychain.vault().sweep())].sort()).toEqual(['account-1', 'account-2'])
    expect([...keychain.entries.keys()].sort()).toEqual(before)
  })

  test('does not take a secret with a strange name for a piece of another', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    const names = ['client-x', 'client-x/17.0', 'client-%2F', 'client-/', 'client-100%']
    for (const name of names) await vault.write(name, secret(name.repeat(900)))
    expect([...(await keychain.vault().sweep())].sort()).toEqual([...names].sort())
    for (const name of names) expect((await keychain.vault().read(name))?.reveal()).toBe(name.repeat(900))
  })

  test('leaves alone what it does not understand', async () => {
    const keychain = createKeychainDouble()
    const { pieces } = encode('x'.repeat(5_000), 3, largestEntryOn('win32'))
    keychain.entries.set(head, 'scribble')
    keychain.entries.set(`${head}/3.0`, pieces[0] ?? '')
    keychain.entries.set('Keyfob test account-2', '{"v":2}')
    keychain.entries.set('Keyfob test account-2/3.0', 'later')
    keychain.entries.set('Keyfob test of/somebody/else', 'text')
    const before = keychain.lasting()
    expect(await keychain.vault().sweep()).toEqual(['account-1', 'account-2'])
    expect(keychain.lasting()).toEqual(before)
  })

  test('does not disturb a write that goes on beside it', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', large('a'))
    keychain.before = () => pause(1)
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([vault.write('account-1', large(String(round))), vault.sweep()])
      expect((await vault.read('account-1'))?.reveal()).toBe(String(round).repeat(9_000))
    }
    await vault.sweep()
    expect([...keychain.entries.keys()].filter((key) => key.startsWith(`${head}/`))).toHaveLength(5)
  })

  test('of a keychain that is locked in the middle deletes nothing that is in use', async () => {
    const keychain = createKeychainDouble()
    await keychain.vault().write('account-1', large('a'))
    keychain.entries.set(`${head}/17.0`, 'old')
    let isOver = false
    keychain.before = (call) => {
      if (call === 'get account-1' && !isOver) keychain.locked = true
      if (call.startsWith('set probe') && keychain.locked) {
        keychain.locked = false
        isOver = true
      }
    }
    await keychain.vault().sweep()
    keychain.before = undefined
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('a'.repeat(9_000))
    expect(keychain.entries.has(`${head}/17.0`)).toBe(false)
  })
})

describe('erasing all', () => {
  test('leaves no entry of Keyfob, whatever it is and whoever wrote it', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', large('one'))
    await vault.write('own-client-1', secret('two'))
    keychain.entries.set('Keyfob test account-2', 'no JSON')
    keychain.entries.set('Keyfob test account-3/set-aside', '{}')
    keychain.entries.set('Keyfob test account-4/7.0', 'a piece of nothing')
    keychain.entries.set('Keyfob test account-5', JSON.stringify({ v: 99 }))
    keychain.entries.set('Keyfob test probe-1', 'x')
    await vault.eraseAll()
    expect([...keychain.entries.keys()]).toEqual([])
    await vault.write('account-1', secret('anew'))
    expect((await vault.read('account-1'))?.reveal()).toBe('anew')
  })

  test('touches nothing where the keychain is locked, and does not take it for empty', async () => {
    const keychain = createKeychainDouble()
    await keychain.vault().write('account-1', secret('one'))
    keychain.locked = true
    expect((await failureOf(keychain.vault().eraseAll())).code).toBe('vault_locked')
    keychain.locked = false
    expect((await keychain.vault().read('account-1'))?.reveal()).toBe('one')
  })

  test('says so where the keychain does not delete, and goes on when it is called again', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    await vault.write('account-1', secret('one'))
    await vault.write('account-2', secret('two'))
    const remove = keychain.deletePassword
    keychain.deletePassword = async (service, name) => (name === 'account-1' ? false : remove(service, name))
    expect((await failureOf(vault.eraseAll())).code).toBe('vault_gone')
    expect([...keychain.entries.keys()]).toEqual([head])
    keychain.deletePassword = remove
    await vault.eraseAll()
    expect(keychain.entries.size).toBe(0)
  })
})
