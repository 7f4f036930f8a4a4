import type {
  ClientAddress,
  ClientCheck,
  ClientGuide,
  ClientSummary,
  ClientTrial,
  PastedClient,
} from '../../shared/client'
import { Failure } from '../../shared/failure'
import { findProvider } from '../providers/catalogue'
import type { Provider } from '../providers/provider'
import { fillBase } from '../support/field'
import { secret } from '../support/secret'
import { baseOf } from './base-address'
import { type ClientListWorld, listClients } from './client-list'
import type { Clients } from './clients'
import { reportOf } from './flows'
import { checkPaste, guideOf } from './paste-checks'
import type { Policy } from './policy'
import { type AccountsWorld, oauthWorld } from './world'

export interface ClientDeskWorld
  extends ClientListWorld,
    Pick<AccountsWorld, 'fetch' | 'clock' | 'clockSkew' | 'loadOAuth' | 'grounds' | 'activity'> {
  readonly clients: Clients
  readonly policy: Policy
}

/**
 * How a person gets a client at a provider. Asks nobody; the sandbox is started for its page. Throws `not_found`, and
 * `bad_request` for the address.
 */
export async function getClientGuide(address: ClientAddress, world: ClientDeskWorld): Promise<ClientGuide> {
  const { provider, base } = find(address, world)
  const guide = guideOf(provider)
  const { registeredUris } = await world.loadOAuth()
  const fill = (template: string) => fillBase(template, base ?? '')
  return {
    providerId: provider.id,
    ...(base === undefined ? {} : { base }),
    providerName: provider.name,
    ...(guide?.consoleUrl ? { consoleUrl: fill(guide.consoleUrl) } : {}),
    ...(provider.docsUrl ? { docsUrl: await pageOf(provider, provider.docsUrl, fill, world) } : {}),
    redirectUris: provider.redirect.registerAs ?? registeredUris(provider.redirect),
    steps: guide?.steps ?? [],
    tick: guide?.tick ?? [],
    credential: credentialRule(provider),
    clientIdLabel: guide?.clientIdLabel ?? 'Client ID',
    credentialLabel: guide?.secretLabel ?? 'Client secret',
    credentialExpires: guide?.secretExpires ?? false,
    canTry: guide?.canTry ?? false,
    roads: await roadsTo(provider, base, world),
  }
}

/** Where the sandbox listens is known once it runs. */
async function pageOf(
  { id, base }: Provider,
  template: string,
  fill: (template: string) => string,
  { grounds }: Pick<ClientDeskWorld, 'grounds'>,
): Promise<string> {
  return base.kind === 'sandbox' ? (await grounds.find({ providerId: id })).address(template) : fill(template)
}

function credentialRule({ flows, ...provider }: Provider): ClientGuide['credential'] {
  const guide = guideOf({ flows, ...provider })
  if (guide?.secretRefused) return 'not_wanted'
  return guide && flows.every((flow) => guide.secretFor.includes(flow)) ? 'required' : 'optional'
}

async function roadsTo(
  provider: Provider,
  base: string | undefined,
  world: ClientDeskWorld,
): Promise<ClientGuide['roads']> {
  const known = await world.clients.originOf(provider, base)
  const isGiven = known?.origin === 'managed' || known?.origin === 'shipped'
  return [
    ...(isGiven ? [known.origin as 'managed' | 'shipped'] : []),
    ...(provider.client.kind === 'registration' ? (['registration'] as const) : []),
    ...(guideOf(provider) ? (['own'] as const) : []),
  ]
}

/** Looks at what was pasted. Sends it nowhere. */
export function checkClient(pasted: PastedClient, world: ClientDeskWorld): ClientCheck {
  const { provider } = find(pasted, world)
  const { clientId, findings, savable } = checkPaste(pasted, provider, world.providers)
  return { clientId, findings, savable }
}

/** Shows a client to its provider, without a person. Throws network failures. */
export async function tryClient(pasted: PastedClient, world: ClientDeskWorld): Promise<ClientTrial> {
  const { provider, base } = find(pasted, world)
  const { clientId, credential } = checkPaste(pasted, provider, world.providers)
  if (!guideOf(provider)?.canTry) return { outcome: 'no_way' }
  const clientSecret =
    credential === undefined
      ? await world.clients.currentSecret(provider, base, clientId)
      : secret(credential)
  const grounds = await world.grounds.find({ providerId: provider.id, base }, { clientId, clientSecret })
  const { tryClient: tryAt } = await world.loadOAuth()
  const { outcome, failure } = await tryAt(grounds.client, oauthWorld(world))
  return { outcome, ...(failure ? { failure: reportOf(failure) } : {}) }
}

/** Saves the person's own client. Throws `bad_request` for what cannot be right, vault and disk failures. */
export async function saveClient(
  pasted: PastedClient & { readonly credentialExpiresAt?: number | undefined },
  world: ClientDeskWorld,
): Promise<ClientSummary> {
  const { provider, base } = find(pasted, world)
  world.policy.requireProvider(provider)
  const { clientId, credential, savable } = checkPaste(pasted, provider, world.providers)
  if (!savable || provider.client.kind === 'built_in') {
    throw new Failure('bad_request', 'this cannot be a client of that provider', {
      facts: { subject: provider.name },
    })
  }
  const before = await world.own.find(provider.id, base)
  const isSame = before?.clientId === clientId
  const kept = credential === undefined && isSame ? await world.own.secretOf(before) : undefined
  const expiresAt =
    pasted.credentialExpiresAt ?? (credential === undefined && isSame ? before.secretExpiresAt : undefined)
  await world.own.save(
    {
      providerId: provider.id,
      ...(base === undefined ? {} : { base }),
      clientId,
      ...(expiresAt === undefined ? {} : { secretExpiresAt: expiresAt }),
    },
    credential === undefined ? kept : secret(credential),
  )
  const saved = (await listClients(world)).find(
    (each) => each.origin === 'own' && each.providerId === provider.id && each.base === base,
  )
  if (!saved) throw new Failure('not_found', 'the client went while it was saved')
  return saved
}

/** Accounts keep what they need of it: their client id, and the secret beside their tokens. */
export async function removeClient(address: ClientAddress, world: ClientDeskWorld): Promise<void> {
  const { provider, base } = find(address, world)
  await world.own.remove(provider.id, base)
}

/** For when its server does not know it any more, which no answer may say: at the sign-in it shows a page of its own. */
export async function forgetMadeClient(
  { clientId, ...address }: ClientAddress & { readonly clientId: string },
  world: Pick<ClientDeskWorld, 'providers' | 'registry' | 'registered'>,
): Promise<void> {
  const { provider, base } = find(address, world)
  const its = world.registry
    .list()
    .find(
      (account) =>
        account.providerId === provider.id && account.base === base && account.clientId === clientId,
    )
  if (!its) throw new Failure('not_found', 'no account has such a client')
  await world.registered.discard(its.issuer, clientId)
}

function find(address: ClientAddress, world: Pick<ClientDeskWorld, 'providers'>) {
  const provider = findProvider(address.providerId, world.providers)
  return { provider, base: baseOf(provider, address.base) }
}
