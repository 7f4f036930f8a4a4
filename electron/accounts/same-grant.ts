import type { Account } from '../../shared/account'
import type { Registry } from './registry'

/**
 * Whether the person is connected at that issuer through that client now. Most servers keep one grant for a person and a
 * client, and ending any of its tokens ends them all (RFC 7009 §2.1): an older grant of theirs must not be revoked then.
 */
export function isConnectedAgain(
  { providerId, issuer, clientId, person }: Pick<Account, 'providerId' | 'issuer' | 'clientId' | 'person'>,
  registry: Pick<Registry, 'find'>,
): boolean {
  const now = registry.find(providerId, issuer, person.subject)
  return now?.clientId === clientId && now.health.state !== 'needs_reconnecting'
}
