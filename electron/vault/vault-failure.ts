import { Failure, type FailureCode } from '../../shared/failure'
import type { VaultStatus } from '../../shared/settings'

const failures: Readonly<Record<Exclude<VaultStatus['state'], 'available'>, FailureCode>> = {
  locked: 'vault_locked',
  missing_service: 'vault_missing_service',
  denied: 'vault_denied',
  forbidden: 'vault_forbidden',
  gone: 'vault_gone',
  unexplained: 'vault_unexplained',
  unknown: 'vault_unexplained',
}

/** Names a keychain that cannot be used. */
export function vaultFailure(status: VaultStatus): Failure | undefined {
  if (status.state === 'available') return undefined
  return new Failure(failures[status.state], `the keychain is ${status.state}`, {
    facts: { stage: 'store', subject: status.name },
  })
}
