import { Failure } from '../../shared/failure'
import type { Provider } from '../providers/provider'
import { isSafeToSend } from '../support/loopback-address'

/**
 * The address a self-hosted provider is at: as the person gave it, or its preset; without a slash at the end, with its
 * path. Undefined for a provider that has no such. Throws `bad_request` with `subject: 'base'` for anything that a
 * token must not be sent to.
 */
export function baseOf(provider: Provider, given: string | undefined): string | undefined {
  if (provider.base.kind !== 'own') return undefined
  const address = given ?? provider.base.preset
  const url = address !== undefined && URL.canParse(address.trim()) ? new URL(address.trim()) : undefined
  if (!url || !isSafeToSend(url) || url.search || url.hash || url.username || url.password) throw refused()
  const { within } = provider.base
  if (within && !within.includes(url.origin)) throw refused()
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** Whether something is kept under that address: as `baseOf` gives it, in every letter. */
export function isBaseOf(provider: Provider, base: string | undefined): boolean {
  try {
    return baseOf(provider, base) === base
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

function refused(): Failure {
  return new Failure('bad_request', 'not an address of such a server', { facts: { subject: 'base' } })
}
