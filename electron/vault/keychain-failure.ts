import { Failure, type FailureCode } from '../../shared/failure'

/**
 * What the systems' keychains say, through `keytar`, and what it means. First match wins. Windows and macOS say it in the
 * language of their user, and `keytar` passes on no number: in another one than English it stays unexplained.
 */
const meanings: readonly (readonly [RegExp, FailureCode])[] = [
  // Linux: libsecret over D-Bus
  [/locked (collection|object)|IsLocked/i, 'vault_locked'],
  // The keyring that a running program had found has gone; libsecret does not look for another one.
  [/The name :\d+\.\d+ was not provided|session wrapping the secret does not exist/i, 'vault_gone'],
  [
    /not provided by any \.service|ServiceUnknown|No such secret collection|does not exist at path/i,
    'vault_missing_service',
  ],
  [
    /autolaunch|transport .?disabled|Cannot spawn a message bus|Could not connect|Error connecting/i,
    'vault_missing_service',
  ],
  [/AccessDenied/, 'vault_forbidden'],
  [
    /connection is closed|NoReply|disconnected|Broken pipe|Connection (refused|reset)|NameHasNoOwner/i,
    'vault_gone',
  ],
  [/dismissed/i, 'vault_denied'],
  [/prompt/i, 'vault_locked'],
  // keytar or libsecret cannot be loaded
  [/No such file or directory|Cannot find module/i, 'vault_missing_service'],
  // macOS: Security framework
  [/interaction is not allowed|-25308\b|dark wake|-25320\b/i, 'vault_locked'],
  [/user ?cancell?ed|-128\b|passphrase you entered is not correct|-25293\b/i, 'vault_denied'],
  [/keychain (could not be found|is available)|-2529[14]\b|-25307\b/i, 'vault_missing_service'],
  [/write permissions? error|-61\b|entitlement|-34018\b/i, 'vault_forbidden'],
  // Windows: credential manager. Where a policy forbids stored passwords, it speaks of a missing logon session.
  [/logon session does not exist|policy|access is denied|not permitted/i, 'vault_forbidden'],
  [/stub received bad data/i, 'vault_secret_too_large'],
  [/RPC server is unavailable/i, 'vault_gone'],
  // any: it waits for the person
  [/timed? ?out/i, 'vault_locked'],
]

/** Names a keychain's error. The message is the system's own and holds no secret. */
export function keychainFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = meanings.find(([pattern]) => pattern.test(message))?.[1] ?? 'vault_unexplained'
  return new Failure(code, `keychain: ${message.slice(0, 200)}`, { cause: error })
}
