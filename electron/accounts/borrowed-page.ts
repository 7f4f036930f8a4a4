import type { Account } from '../../shared/account'
import { isCustom } from '../../shared/custom-provider'
import { Failure } from '../../shared/failure'
import type { FlowKind } from '../../shared/provider-summary'
import type { Provider } from '../providers/provider'
import { fillTemplate } from '../support/field'
import type { Grounds } from './grounds'

interface Origins {
  /** Where its people sign in, or its codes for devices come from. */
  readonly pages: readonly string[]
  /** Where its codes are taken, as far as is known. */
  readonly all: readonly string[]
}

/**
 * Refuses a server that sends people to another provider's sign-in page, or hands out that one's code for devices, and
 * wants the answer for itself: that provider may let them pass without a question, and its code would be shown to a
 * stranger (mix-up, RFC 9700 §4.4). `iss` in the answer would tell, where the other server sends it; many do not. Throws
 * `issuer_mismatch` with the other's host.
 */
export function requireOwnPage(
  { provider, issuer, base, client: { server } }: Grounds,
  flow: FlowKind,
  world: { readonly providers: readonly Provider[]; readonly registry: { list(): readonly Account[] } },
): void {
  const isAsked = provider.server.kind === 'discovery'
  // What comes with Keyfob is known to belong together.
  if (!isAsked && !isCustom(provider.id)) return
  const asks = flow === 'device_code' ? server.device_authorization_endpoint : server.authorization_endpoint
  const [page, token, own] = [asks, server.token_endpoint, issuer].map(originOf)
  if (page === undefined || page === token || (isAsked && page === own)) return
  const lenders = world.providers
    // Where another server that was only asked takes its codes is not known: what a person entered is not held against it.
    .filter(({ server: { kind } }) => isAsked || kind === 'endpoints')
    .flatMap((one) => addressesOf(one, world).map((address) => ({ one, address })))
    .filter(({ one, address }) => one.id !== provider.id || (base !== undefined && address !== base))
    .map(({ one, address }) => originsAt(one, address))
    .filter(({ pages }) => pages.includes(page))
  // Everyone who is known to have that page has to take its codes there: a second trap must not vouch for the first.
  if (lenders.every(({ all }) => token !== undefined && all.includes(token))) return
  throw new Failure('issuer_mismatch', 'the sign-in page is another provider’s', {
    facts: { stage: 'discovery', host: new URL(page).host },
  })
}

/** Every address that a provider is known to have. */
function addressesOf(
  { id, base }: Provider,
  { registry }: { readonly registry: { list(): readonly Account[] } },
): readonly string[] {
  const given = registry.list().flatMap((account) => (account.providerId === id ? (account.base ?? []) : []))
  const preset = base.kind === 'own' ? base.preset : base.kind === 'fixed' ? base.url : undefined
  return [...new Set([...given, ...(preset === undefined ? [] : [preset])])]
}

function originsAt({ server, apiOrigins }: Provider, base: string): Origins {
  const at = (template: string | undefined) => {
    const canBeFilled = template !== undefined && !/\{(?!base\})/.test(template)
    return canBeFilled ? (originOf(fillTemplate(template, { base })) ?? []) : []
  }
  const isAsked = server.kind === 'discovery'
  const pages = isAsked ? [server.issuer] : [server.authorization, server.deviceAuthorization]
  const further = isAsked ? [] : [server.issuer, server.token]
  return { pages: pages.flatMap(at), all: [...pages, ...further, ...apiOrigins].flatMap(at) }
}

function originOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined
}
