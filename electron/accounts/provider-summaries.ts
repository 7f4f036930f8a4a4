import { isCustom } from '../../shared/custom-provider'
import type { FactName, FlowKind, ProviderSummary, WayIn } from '../../shared/provider-summary'
import type { Provider } from '../providers/provider'
import { fillBase } from '../support/field'
import { type ClientListWorld, listClients } from './client-list'
import type { Clients } from './clients'
import { guideOf } from './paste-checks'
import type { Policy } from './policy'

export interface SummaryWorld extends ClientListWorld {
  readonly clients: Clients
  readonly policy: Policy
}

/** What the window is told of the providers, in the order of the grid. The organisation may have taken the sandbox out. */
export async function listProviders(world: SummaryWorld): Promise<readonly ProviderSummary[]> {
  const shown = world.providers.filter((each) => each.base.kind !== 'sandbox' || world.policy.allows(each))
  const clients = await listClients(world)
  return Promise.all(
    shown.map(async (provider) => {
      const origin = (await world.clients.originOf(provider, presetOf(provider)))?.origin
      const bases = [
        ...clients.filter(({ providerId }) => providerId === provider.id),
        ...world.registry.list().filter(({ providerId }) => providerId === provider.id),
      ].flatMap(({ base }) => base ?? [])
      return summarize(provider, {
        ...(origin ? { clientOrigin: origin } : {}),
        knownBases: [...new Set(bases)],
        isForbidden: !world.policy.allows(provider),
        scopes: world.policy.scopesWithin(
          provider,
          provider.scopes.map(({ name }) => name),
        ),
      })
    }),
  )
}

function presetOf({ base }: Provider): string | undefined {
  return base.kind === 'own' ? base.preset : undefined
}

export function summarize(
  provider: Provider,
  known: Pick<ProviderSummary, 'clientOrigin'> & {
    readonly knownBases: readonly string[]
    readonly isForbidden: boolean
    readonly scopes: readonly string[]
  },
): ProviderSummary {
  const { id, name, mark, description, category, flows, client, cautions, base } = provider
  const makesClient = client.kind === 'registration'
  const unverified = unverifiedFacts(provider)
  const page = (address: string | undefined) => fixedPage(address, provider)
  const [consoleUrl, grantedAppsUrl, docsUrl] = [
    page(guideOf(provider)?.consoleUrl),
    page(provider.grantedAppsUrl),
    page(provider.docsUrl),
  ]
  return {
    id,
    name,
    description,
    category,
    flows,
    scopes: provider.scopes.filter((scope) => known.scopes.includes(scope.name)),
    needsClient: known.clientOrigin === undefined && !makesClient,
    ways: flows.map((flow, index) => wayIn(provider, flow, index === 0)),
    makesClient,
    ...(known.clientOrigin ? { clientOrigin: known.clientOrigin } : {}),
    ...(mark ? { mark } : {}),
    ...(consoleUrl ? { consoleUrl } : {}),
    ...(grantedAppsUrl ? { grantedAppsUrl } : {}),
    ...(docsUrl ? { docsUrl } : {}),
    ...(base.kind === 'own'
      ? {
          base: {
            label: base.label,
            example: base.example,
            ...(base.preset ? { preset: base.preset } : {}),
            known: known.knownBases,
          },
        }
      : {}),
    ...(Object.keys(unverified).length > 0 ? { unverified } : {}),
    ...(cautions ? { cautions } : {}),
    ...(provider.tokens?.lasting ? { lastingTokens: true } : {}),
    ...(isCustom(id) ? { custom: true } : {}),
    ...(known.isForbidden ? { forbidden: true } : {}),
  }
}

const reasons: Readonly<Record<FlowKind, string>> = {
  authorization_code: 'You sign in in your own browser; Keyfob never sees your password',
  device_code: 'You type a short code in any browser, also on another device',
  client_credentials: 'For an app of its own, without a person: it wants the client secret',
}

function wayIn(provider: Provider, flow: FlowKind, recommended: boolean): WayIn {
  const needsCredential =
    flow === 'client_credentials' || (guideOf(provider)?.secretFor.includes(flow) ?? false)
  return { flow, recommended, why: provider.why?.[flow] ?? reasons[flow], needsCredential }
}

function unverifiedFacts({ facts }: Provider): Partial<Record<FactName, string>> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) => (fact === 'verified' ? [] : [[name, fact.unverified]])),
  )
}

/** A page whose address is the same for everybody; one that depends on an address nobody gave yet is left out. */
function fixedPage(address: string | undefined, provider: Provider): string | undefined {
  const filled = address && fillBase(address, presetOf(provider) ?? '{base}')
  return filled === undefined || /[{}]/.test(filled) ? undefined : filled
}
