import { randomUUID } from 'node:crypto'
import { endsGrant } from '../oauth/ends-grant'
import type { FlowRecorder } from '../oauth/recorder'
import type { TokenSet } from '../oauth/token-set'
import type { AccountSecret } from './account-secret'
import { reportOf } from './flows'
import type { Grounds } from './grounds'
import { discardDoubted } from './registered-clients'
import { namingTrialEnd } from './trial-end'
import { type AccountsWorld, oauthWorld } from './world'

type RenewalWorld = Omit<AccountsWorld, 'keeper' | 'flows'>

/** Asks the account's server for a new token set, with a trace and an entry in the activity, whichever way it ends. */
export async function requestRenewal(secret: AccountSecret, world: RenewalWorld): Promise<TokenSet> {
  const { account, clientSecret } = secret
  const { translate } = await world.loadOAuth()
  const trace = world.traces.begin({
    id: randomUUID(),
    purpose: 'renew',
    kind: account.flow,
    providerId: account.providerId,
    accountId: account.id,
  })
  const told = {
    providerId: account.providerId,
    accountId: account.id,
    label: account.label,
    flowId: trace.trace().id,
  }
  let grounds: Grounds | undefined
  try {
    grounds = await world.grounds.of(account, clientSecret)
    const renewed = await askForTokens(secret, grounds, trace, world)
    trace.end('succeeded')
    world.activity.record({ ...told, kind: 'renewed' })
    const lost = renewed.scope && account.scopes.granted.filter((name) => !renewed.scope?.includes(name))
    if (lost && lost.length > 0)
      world.activity.record({ ...told, kind: 'scopes_changed', detail: lost.join(' ') })
    return renewed
  } catch (error) {
    const said = translate(error, { stage: 'renewal' })
    const failure = grounds ? namingTrialEnd(said, account, grounds.provider, world.clock.now()) : said
    const report = reportOf(failure)
    trace.end('failed', report)
    world.activity.record({
      ...told,
      kind: endsGrant(failure, grounds?.client.dialect.endingErrors) ? 'ended_by_server' : 'renewal_failed',
      failure: report,
    })
    if (grounds) await discardDoubted(failure, grounds, world)
    throw failure
  }
}

/** The one request of a renewal, and nothing else. Throws what the server or the network says. */
export async function askForTokens(
  { account, tokens }: AccountSecret,
  { client }: Grounds,
  recorder: FlowRecorder,
  world: Pick<RenewalWorld, 'fetch' | 'clock' | 'clockSkew' | 'loadOAuth'>,
): Promise<TokenSet> {
  const oauth = await world.loadOAuth()
  if (account.flow === 'client_credentials')
    return oauth.requestClientCredentials(
      client,
      { scopes: account.scopes.asked, purpose: 'renew', dpopKey: tokens.dpopKey },
      oauthWorld(world),
      recorder,
    )
  const redirectUri = oauth.registeredUri(client.redirect)
  return oauth.refresh(client, tokens, account.person.subject, redirectUri, oauthWorld(world), recorder)
}
