import type { CustomProvider } from '../../shared/custom-provider'
import type { Identity, Proof, Provider } from '../providers/provider'
import { factsExcept } from '../providers/short-forms'

const byThePerson = 'As the person entered it'

/** A provider that a person added, as data like any other. */
export function customToProvider(custom: CustomProvider & { readonly id: string }): Provider {
  const { id, name, issuer, server, redirect, clientAuthentication, flows, openid } = custom
  const identity = identityOf(custom)
  const own = identity.from === 'request' ? [new URL(identity.url).origin] : []
  const { port } = redirect
  const guide = {
    steps: [
      'Register an app for native or desktop use with whoever runs this server',
      'Enter the redirect address exactly as it stands here',
      'Copy the client ID, and the client secret if there is one',
    ],
    clientIdLabel: 'Client ID',
    secretLabel: 'Client secret',
    secretFor: flows.filter((flow) => flow === 'client_credentials'),
    secretExpires: true as const,
    canTry: flows.includes('authorization_code'),
  }
  return {
    id,
    name,
    description: new URL(issuer).host,
    category: 'other',
    base: { kind: 'fixed', url: issuer },
    server: server.kind === 'discovery' ? { kind: 'discovery', issuer } : { ...endpointsOf(server), issuer },
    client: custom.registration ? { kind: 'registration', guide } : { kind: 'own', guide },
    ...(server.kind === 'endpoints' ? { clientAuthentication } : {}),
    redirect: { host: redirect.host, ports: port === undefined ? 'any' : [port], path: redirect.path },
    pkce: 'undocumented',
    flows,
    openid,
    dpop: server.kind === 'discovery',
    scopes: custom.scopes.map(({ name, explanation, required }) => ({
      name,
      label: name,
      explanation: explanation || name,
      required,
      preselected: true,
      changes: false,
    })),
    ...(custom.scopes.some(({ name }) => name === 'offline_access')
      ? { authorizationParameters: { prompt: 'consent' } }
      : {}),
    tellsScopes: true,
    identity,
    revocation: { kind: 'rfc7009' },
    proof: proofOf(custom),
    apiOrigins: [...new Set([...own, ...custom.apiOrigins.map((origin) => new URL(origin).origin)])],
    resources: [],
    facts: factsExcept({
      endpoints: byThePerson,
      redirect: byThePerson,
      pkce: byThePerson,
      client: byThePerson,
      scopes: byThePerson,
      tokens: byThePerson,
      identity: byThePerson,
      revocation: byThePerson,
      resources: byThePerson,
      pages: byThePerson,
    }),
  }
}

function identityOf({ identity }: CustomProvider): Identity {
  if (identity.from === 'openid') return identity
  const { url, idField, nameField, emailField } = identity
  return {
    from: 'request',
    method: 'GET',
    url,
    fields: {
      id: idField,
      ...(nameField ? { name: nameField } : {}),
      ...(emailField ? { email: emailField } : {}),
    },
  }
}

function endpointsOf(server: Extract<CustomProvider['server'], { kind: 'endpoints' }>) {
  const { kind, token, authorization, revocation, deviceAuthorization } = server
  return {
    kind,
    token,
    ...(authorization ? { authorization } : {}),
    ...(revocation ? { revocation } : {}),
    ...(deviceAuthorization ? { deviceAuthorization } : {}),
  }
}

/** A revoked token must be refused where the account was named. */
function proofOf({ identity }: CustomProvider): Proof {
  return identity.from === 'request' ? { method: 'GET', url: identity.url } : { at: 'userinfo' }
}
