import * as openid from 'openid-client'
import { Failure } from '../../shared/failure'
import { circumstanceAt } from './circumstance'
import type { OAuthWorld } from './configuration'
import type { Binding } from './dpop'
import { translate } from './failures'
import type { OAuthClient } from './oauth-client'
import type { FlowRecorder } from './recorder'
import { withResources } from './request-parameters'

/** Throws `flow_not_offered` where pushed requests are required and there is nowhere to push them. */
export function requirePushEndpoint({ server }: OAuthClient): void {
  if (!server.require_pushed_authorization_requests || server.pushed_authorization_request_endpoint) return
  throw new Failure('flow_not_offered', 'pushed requests are required, and there is no endpoint for them', {
    facts: { stage: 'pushed_authorization', host: new URL(server.issuer).host },
  })
}

/** Pushed (RFC 9126) wherever the server takes that: then the browser carries no parameter worth changing. */
export async function authorizationUrl(
  configuration: openid.Configuration,
  client: OAuthClient,
  parameters: Record<string, string>,
  binding: Binding | undefined,
  world: OAuthWorld,
  recorder: FlowRecorder,
): Promise<string> {
  const query = withResources(client, parameters)
  const endpoint = client.server.pushed_authorization_request_endpoint
  let url: URL
  if (endpoint) {
    const options = binding ? { DPoP: binding.handle } : undefined
    url = await openid.buildAuthorizationUrlWithPAR(configuration, query, options).catch((error: unknown) => {
      throw translate(error, circumstanceAt('pushed_authorization', endpoint, client, world))
    })
    recorder.protection('par')
  } else {
    url = openid.buildAuthorizationUrl(configuration, query)
  }
  recorder.message({
    kind: 'authorization_request',
    request: `GET ${url.origin}${url.pathname}`,
    parameters: url.searchParams,
  })
  return url.href
}
