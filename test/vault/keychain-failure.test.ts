import { describe, expect, test } from 'vitest'
import { keychainFailure } from '../../electron/vault/keychain-failure'
import { Failure, type FailureCode } from '../../shared/failure'
import { createKeychainDouble } from './keychain-double'

/** What the systems' keychains were seen to say, and what a person is told. */
const sayings: readonly (readonly [FailureCode, string])[] = [
  ['vault_locked', 'Cannot create an item in a locked collection'],
  ['vault_locked', 'Cannot get secret of a locked object'],
  [
    'vault_locked',
    'couldn’t create system prompt: The name org.gnome.keyring.SystemPrompter was not provided',
  ],
  ['vault_missing_service', 'The name org.freedesktop.secrets was not provided by any .service files'],
  [
    'vault_missing_service',
    'GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: The name org.freedesktop.secrets was not provided by any .service files',
  ],
  ['vault_missing_service', 'Unknown or unsupported transport “disabled” for address “disabled:”'],
  ['vault_missing_service', "Unknown or unsupported transport 'disabled' for address 'disabled:'"],
  ['vault_missing_service', 'Could not connect: No such file or directory'],
  ['vault_missing_service', 'Cannot autolaunch D-Bus without X11 $DISPLAY'],
  ['vault_missing_service', 'Object does not exist at path “/org/freedesktop/secrets/aliases/default”'],
  ['vault_missing_service', 'libsecret-1.so.0: cannot open shared object file: No such file or directory'],
  ['vault_missing_service', "Cannot find module '../build/Release/keytar.node'"],
  ['vault_gone', 'The name :1.0 was not provided by any .service files'],
  ['vault_gone', 'The session wrapping the secret does not exist'],
  ['vault_gone', 'The connection is closed'],
  [
    'vault_gone',
    'GDBus.Error:org.freedesktop.DBus.Error.NoReply: Message recipient disconnected from message bus without replying',
  ],
  ['vault_gone', 'Error sending message: Broken pipe'],
  ['vault_denied', 'The prompt was dismissed'],
  [
    'vault_forbidden',
    'GDBus.Error:org.freedesktop.DBus.Error.AccessDenied: An AppArmor policy prevents this',
  ],
  // macOS
  ['vault_locked', 'User interaction is not allowed.'],
  ['vault_locked', 'In dark wake, no UI possible'],
  ['vault_denied', 'User canceled the operation.'],
  ['vault_denied', 'The user name or passphrase you entered is not correct.'],
  ['vault_missing_service', 'A default keychain could not be found.'],
  ['vault_missing_service', 'The specified keychain could not be found.'],
  ['vault_missing_service', 'No keychain is available. You may need to restart your computer.'],
  ['vault_forbidden', 'write permissions error'],
  ['vault_forbidden', "A required entitlement isn't present."],
  // Windows
  ['vault_forbidden', 'A specified logon session does not exist. It may already have been terminated.'],
  ['vault_forbidden', 'Access is denied.'],
  ['vault_forbidden', 'This program is blocked by group policy.'],
  ['vault_secret_too_large', 'The stub received bad data.'],
  ['vault_gone', 'The RPC server is unavailable.'],
  // any
  ['vault_locked', 'Timeout was reached'],
  // in the person's own language
  ['vault_unexplained', 'Zugriff verweigert'],
  ['vault_unexplained', 'Something that no table foresees'],
]

describe('what a keychain says', () => {
  test.each(sayings)('means %s: %s', (code, saying) => {
    const failure = keychainFailure(new Error(saying))
    expect(failure.code).toBe(code)
    expect(failure.message).toContain(saying.slice(0, 100))
  })

  test('is not translated twice', () => {
    const failure = new Failure('vault_denied', 'known already')
    expect(keychainFailure(failure)).toBe(failure)
  })

  test.each([
    ['locked', 'Cannot create an item in a locked collection'],
    ['missing_service', 'The name org.freedesktop.secrets was not provided by any .service files'],
    ['denied', 'User canceled the operation.'],
    ['forbidden', 'A specified logon session does not exist. It may already have been terminated.'],
    ['gone', 'The connection is closed'],
  ] as const)('is shown as the state %s before a browser opens', async (state, fault) => {
    const keychain = createKeychainDouble()
    keychain.fault = fault
    expect(await keychain.vault().probe()).toEqual({ state, name: 'Test keychain' })
  })

  test('a service that has answered before is not missing but gone', async () => {
    const keychain = createKeychainDouble()
    const vault = keychain.vault()
    expect(await vault.probe()).toMatchObject({ state: 'available' })
    keychain.fault = 'The name org.freedesktop.secrets was not provided by any .service files'
    expect(await vault.probe()).toMatchObject({ state: 'gone' })
    keychain.fault = undefined
    expect(await vault.probe()).toMatchObject({ state: 'available' })
  })
})
