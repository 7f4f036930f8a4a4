import type { Account } from '../../shared/account'
import type { ConnectOutcome, ConnectRequest } from '../../shared/connect'
import { Failure } from '../../shared/failure'
import type { Issued } from '../oauth/token-response'
import type { TokenSet } from '../oauth/token-set'
import { findProvider } from '../providers/catalogue'
import type { Provider } from '../providers/provider'
import { secret } from '../support/secret'
import { vaultFailure } from '../vault/vault-failure'
import { requireOwnPage } from './borrowed-page'
import type { CustomProviders } from './custom-providers'
import { asFailure, type RunningFlow } from './flows'
import type { Grounds } from './grounds'
import { identifyAndKeep } from './identify-and-keep'
import { revocationsOver, revokeLeaving } from './leaving'
import type { Newcomers } from './newcomers'
import type { Policy } from './policy'
import { discardDoubted } from './registered-clients'
import { takeBackSoon } from './take-back'
import { type AccountsWorld, browserWorld, oauthWorld } from './world'

export interface ConnectWorld extends AccountsWorld {
  readonly providers: readonly Provider[]
  readonly custom: CustomProviders
  readonly newcomers: Newcomers
  readonly policy: Policy
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => void
  /** How long a person may take in the browser, in ms. */
  readonly patience: number
}

/**
 * Connects an account, from the click to the stored record. With `accountId` it renews or widens that account, and
 * replaces nothing when another person signed in. Throws the `Failure` that ended it; until the last step nothing of
 * what was there before has changed.
 */
export async function connect(request: ConnectRequest, world: ConnectWorld): Promise<ConnectOutcome> {
  const provider = findProvider(request.providerId, world.providers)
  const expected = request.accountId === undefined ? undefined : world.registry.get(request.accountId)
  // What is kept of an account is for its own provider: another one must not be shown it.
  if (expected && expected.providerId !== provider.id)
    throw new Failure('bad_request', 'the account is at another provider')
  world.policy.requireProvider(provider)
  const scopes = world.policy.scopesWithin(provider, scopesToAsk(provider, request, expected))
  const outcome = await world.flows.run(
    {
      id: request.flowId,
      purpose: expected ? 'reconnect' : 'connect',
      kind: request.kind,
      providerId: provider.id,
      accountId: expected?.id,
      label: expected?.label,
    },
    async (flow) => {
      flow.recorder.stage('preparing')
      if (request.kept === 'keychain') await requireVault(world)
      await revocationsOver(provider.id, world)
      await world.custom.changesOver()
      flow.signal.throwIfAborted()
      const grounds = await findGrounds(request, expected, flow, world)
      const issued = await getGrant(request, scopes, expected, grounds, flow, world).catch((error: unknown) =>
        doubtClient(error, grounds, world),
      )
      return identifyAndKeep({ request, scopes, expected, grounds, issued }, flow, world)
    },
  )
  // What the account had through another client.
  void revokeLeaving(world)
  return outcome
}

/** What the person ticked, what the provider cannot do without, and what an account that is widened has already. */
function scopesToAsk(
  provider: Provider,
  request: ConnectRequest,
  expected: Account | undefined,
): readonly string[] {
  const known = new Set(provider.scopes.map((scope) => scope.name))
  // What an account was asked for by an earlier Keyfob, and is not any more, is left out below.
  const unknown = request.scopes.find((name) => !known.has(name) && !expected?.scopes.asked.includes(name))
  if (unknown !== undefined) throw new Failure('bad_request', 'a scope that the provider does not have')
  if (!provider.flows.includes(request.kind))
    throw new Failure('flow_not_offered', 'not a way into this provider')
  const offered = provider.scopes.filter(({ flows }) => flows?.includes(request.kind) ?? true)
  const required = offered.filter((scope) => scope.required).map((scope) => scope.name)
  const wanted = new Set([...required, ...(expected ? scopesHad(expected) : []), ...request.scopes])
  return offered.map((scope) => scope.name).filter((name) => wanted.has(name))
}

/** Some servers grant `offline_access` and do not name it: whoever has a refresh token was given it. */
function scopesHad({ scopes: { asked, granted }, renewable }: Account): readonly string[] {
  return renewable ? [...granted, ...asked.filter((name) => name === 'offline_access')] : granted
}

/** Asked before the browser opens, so that nobody signs in for nothing. */
async function requireVault(world: ConnectWorld): Promise<void> {
  const failure = vaultFailure(await world.keychain.probe())
  if (failure) throw failure
}

async function findGrounds(
  request: ConnectRequest,
  expected: Account | undefined,
  flow: RunningFlow,
  world: ConnectWorld,
): Promise<Grounds> {
  const known =
    expected?.flow === 'client_credentials' && !request.client ? await world.keeper.read(expected) : undefined
  const own = request.client
    ? { clientId: request.client.id.trim(), clientSecret: secret(request.client.credential.trim()) }
    : known && { clientId: known.account.clientId, clientSecret: known.clientSecret }
  if (request.kind === 'client_credentials' && !own?.clientSecret) {
    throw new Failure('client_missing', 'a service account needs its client id and secret')
  }
  const { providerId, kind, base = expected?.base } = request
  const grounds = await world.grounds.find({ providerId, kind, base }, own, flow.recorder)
  if (known && grounds.issuer !== known.account.issuer) {
    throw new Failure('issuer_mismatch', 'the secret of a service account is for its own server alone', {
      facts: { host: new URL(grounds.issuer).host },
    })
  }
  const { requireGrant } = await world.loadOAuth()
  requireGrant(grounds.client.server, request.kind)
  if (request.kind !== 'client_credentials') requireOwnPage(grounds, request.kind, world)
  return grounds
}

async function getGrant(
  request: ConnectRequest,
  scopes: readonly string[],
  expected: Account | undefined,
  grounds: Grounds,
  flow: RunningFlow,
  world: ConnectWorld,
): Promise<Issued> {
  const oauth = await world.loadOAuth()
  const { recorder, signal } = flow
  const onUnkept = (tokens: TokenSet) =>
    takeBackSoon({ issued: { tokens }, grounds, kind: request.kind }, flow.id, world)
  switch (request.kind) {
    case 'authorization_code':
      return oauth.authorize(
        askingWhichAccount(grounds, expected, world),
        {
          scopes,
          signal,
          patience: world.patience,
          loginHint: expected && (expected.person.login ?? expected.person.email),
        },
        {
          ...browserWorld(flow, request.providerId, world),
          onUnkept,
          ...(request.link === 'copied' ? { openBrowser: async (url) => world.copy(url) } : {}),
        },
        recorder,
      )
    case 'device_code':
      return oauth.authorizeDevice(
        grounds.client,
        { scopes, signal },
        { ...oauthWorld(world), onUnkept },
        recorder,
      )
    case 'client_credentials':
      return {
        tokens: await oauth.requestClientCredentials(
          grounds.client,
          { scopes, purpose: 'connect' },
          oauthWorld(world),
          recorder,
        ),
      }
  }
}

/**
 * Another account where one is connected already: the browser may still be signed in as that one, so the person is asked
 * which, where the provider can.
 */
function askingWhichAccount(
  { client, provider, issuer }: Grounds,
  expected: Account | undefined,
  world: Pick<ConnectWorld, 'registry'>,
): Grounds['client'] {
  const isAnother = !expected && world.registry.list().some((account) => account.issuer === issuer)
  if (!isAnother || !provider.anotherAccount) return client
  return {
    ...client,
    authorizationParameters: { ...client.authorizationParameters, ...provider.anotherAccount },
  }
}

async function doubtClient(error: unknown, grounds: Grounds, world: ConnectWorld): Promise<never> {
  const failure = asFailure(error)
  await discardDoubted(failure, grounds, world)
  throw failure
}
