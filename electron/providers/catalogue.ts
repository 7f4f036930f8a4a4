import { Failure } from '../../shared/failure'
import { atlassian } from './atlassian'
import { auth0 } from './auth0'
import { bitbucket } from './bitbucket'
import { box } from './box'
import { cloudflare } from './cloudflare'
import { digitalocean } from './digitalocean'
import { discord } from './discord'
import { dropbox } from './dropbox'
import { github } from './github'
import { githubEnterprise } from './github-enterprise'
import { gitlab } from './gitlab'
import { google } from './google'
import { heroku } from './heroku'
import { huggingface } from './huggingface'
import { keycloak } from './keycloak'
import { linear } from './linear'
import { linode } from './linode'
import { microsoft } from './microsoft'
import { netlify } from './netlify'
import { notion } from './notion'
import { okta } from './okta'
import { openidConnect } from './openid-connect'
import type { Provider } from './provider'
import { salesforce } from './salesforce'
import { sandbox } from './sandbox'
import { slack } from './slack'
import { spotify } from './spotify'
import { vercel } from './vercel'
import { zoom } from './zoom'

/** Every provider Keyfob knows, in the order of the provider grid. */
export const catalogue: readonly Provider[] = [
  sandbox,
  digitalocean,
  github,
  google,
  microsoft,
  gitlab,
  dropbox,
  slack,
  huggingface,
  openidConnect,
  cloudflare,
  linode,
  heroku,
  vercel,
  netlify,
  githubEnterprise,
  bitbucket,
  atlassian,
  linear,
  notion,
  box,
  zoom,
  salesforce,
  okta,
  auth0,
  keycloak,
  spotify,
  discord,
]

/** Throws `not_found`. */
export function findProvider(id: string, providers: readonly Provider[] = catalogue): Provider {
  const provider = providers.find((each) => each.id === id)
  if (!provider) throw new Failure('not_found', 'no such provider', { facts: { subject: id } })
  return provider
}
