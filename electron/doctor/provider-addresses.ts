import type { Account } from '../../shared/account'
import { Failure } from '../../shared/failure'
import { baseOf } from '../accounts/base-address'
import type { Policy } from '../accounts/policy'
import type { Provider } from '../providers/provider'
import { fillTemplate } from '../support/field'

/** A provider, or one server of a self-hosted one, with every origin a sign-in and its API need. */
export interface Address {
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
}

export interface AddressWorld {
  readonly providers: readonly Provider[]
  readonly policy: Pick<Policy, 'allows'>
  readonly registry: { list(): readonly Account[] }
}

/** Whom to call: providers with an account, or all that have an address. The sandbox is on this computer. */
export function addressesToCheck(which: 'connected' | 'all', world: AddressWorld): readonly Address[] {
  const connected = world.registry.list().flatMap(({ providerId, base }) => {
    const provider = world.providers.find(({ id }) => id === providerId)
    return provider ? addressOf(provider, base) : []
  })
  const others =
    which === 'all'
      ? world.providers.filter(world.policy.allows).flatMap((one) => addressOf(one, undefined))
      : []
  return [...new Map([...connected, ...others].map((address) => [address.id, address])).values()]
}

function addressOf(provider: Provider, given: string | undefined): readonly Address[] {
  const base = baseFor(provider, given)
  if (base === undefined) return []
  const { server } = provider
  const templates =
    server.kind === 'discovery'
      ? [server.issuer]
      : [server.authorization, server.token, server.revocation, server.deviceAuthorization]
  const origins = [...templates, ...provider.apiOrigins].flatMap((template) => originOf(template, base))
  const own = provider.base.kind === 'own' ? ` (${new URL(base).host})` : ''
  return [
    { id: `provider ${provider.id} ${base}`, name: `${provider.name}${own}`, origins: [...new Set(origins)] },
  ]
}

function baseFor(provider: Provider, given: string | undefined): string | undefined {
  if (provider.base.kind === 'sandbox') return undefined
  if (provider.base.kind === 'fixed') return provider.base.url
  if (given === undefined && provider.base.preset === undefined) return undefined
  try {
    return baseOf(provider, given)
  } catch (error) {
    // Records come from backups too: one that names no such address has nobody to call.
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** An origin that depends on more than the address (a person's own server at the provider) is left out. */
function originOf(template: string | undefined, base: string): readonly string[] {
  if (template === undefined || /\{(?!base\})/.test(template)) return []
  const url = fillTemplate(template, { base })
  return URL.canParse(url) ? [new URL(url).origin] : []
}
