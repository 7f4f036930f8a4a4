import { Failure, type FailureCode } from '../../shared/failure'

/** What the systems' keychains say, through `keytar`, and what it means. First match wins. */
const meanings: readonly (readonly [RegExp, FailureCode])[] = [
  [/locked collection|is locked|IsLocked|dismissed|prompt/i, 'vault_locked'],
  [
    /not provided by any \.service|ServiceUnknown|autolaunch|transport .?disabled|Cannot spawn a message bus|\$DISPLAY|No such file or directory|Could not connect/i,
    'vault_missing_service',
  ],
  [
    /connection is closed|NoReply|disconnected|Broken pipe|Connection (refused|reset)|NameHasNoOwner/i,
    'vault_gone',
  ],
  [/user ?canceled|-128\b|not correct|interaction is not allowed|-25308|-25293/i, 'vault_denied'],
  [/policy|access (is )?denied|not permitted|-61\b/i, 'vault_forbidden'],
  [/timed? ?out/i, 'vault_locked'],
]

/** Names a keychain's error. The message is the system's own and holds no secret. */
export function keychainFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = meanings.find(([pattern]) => pattern.test(message))?.[1] ?? 'vault_gone'
  return new Failure(code, `keychain: ${message.slice(0, 200)}`, { cause: error })
}
