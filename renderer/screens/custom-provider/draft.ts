import type { CustomProvider } from '../../../shared/custom-provider'
import { type FlowKind, flowKinds } from '../../../shared/provider-summary'
import { text } from '../../text'
import { isSafeAddress } from '../guide/address'

/** A custom provider while it is being edited: what is in the fields. */
export interface Draft {
  readonly id: string | undefined
  readonly name: string
  readonly issuer: string
  readonly kind: 'discovery' | 'endpoints'
  readonly authorization: string
  readonly token: string
  readonly revocation: string
  readonly deviceAuthorization: string
  readonly flows: ReadonlySet<FlowKind>
  readonly scopes: string
  /** Whose word is taken for who it is; an ID token is asked for also beside a request. */
  readonly identity: 'openid' | 'request'
  readonly openid: boolean
  readonly identityUrl: string
  readonly idField: string
  readonly nameField: string
  readonly emailField: string
  readonly origins: string
  readonly host: '127.0.0.1' | 'localhost'
  readonly port: string
  readonly path: string
  readonly authentication: CustomProvider['clientAuthentication']
  readonly registration: boolean
}

export type DraftField = Exclude<keyof Draft, 'id'>
export type DraftErrors = { readonly [Field in DraftField]?: string }

export const emptyDraft: Draft = {
  id: undefined,
  name: '',
  issuer: '',
  kind: 'endpoints',
  authorization: '',
  token: '',
  revocation: '',
  deviceAuthorization: '',
  flows: new Set(['authorization_code']),
  scopes: '',
  identity: 'request',
  openid: false,
  identityUrl: '',
  idField: 'id',
  nameField: '',
  emailField: '',
  origins: '',
  host: '127.0.0.1',
  port: '',
  path: '/callback',
  authentication: 'client_secret_basic',
  registration: false,
}

export function draftOf(provider: CustomProvider): Draft {
  const { server, identity, redirect } = provider
  const endpoints = server.kind === 'endpoints' ? server : undefined
  const request = identity.from === 'request' ? identity : undefined
  return {
    id: provider.id,
    name: provider.name,
    issuer: provider.issuer,
    kind: server.kind,
    authorization: endpoints?.authorization ?? '',
    token: endpoints?.token ?? '',
    revocation: endpoints?.revocation ?? '',
    deviceAuthorization: endpoints?.deviceAuthorization ?? '',
    flows: new Set(provider.flows),
    scopes: provider.scopes.map(scopeLine).join('\n'),
    identity: identity.from,
    openid: provider.openid,
    identityUrl: request?.url ?? '',
    idField: request?.idField ?? 'id',
    nameField: request?.nameField ?? '',
    emailField: request?.emailField ?? '',
    origins: provider.apiOrigins.join('\n'),
    host: redirect.host,
    port: redirect.port === undefined ? '' : String(redirect.port),
    path: redirect.path,
    authentication: provider.clientAuthentication,
    registration: provider.registration,
  }
}

/** The provider that the fields describe, or what is wrong with each of them. */
export function readDraft(
  draft: Draft,
):
  | { readonly provider: CustomProvider; readonly errors?: undefined }
  | { readonly errors: DraftErrors; readonly provider?: undefined } {
  const errors = errorsOf(draft)
  return Object.keys(errors).length > 0 ? { errors } : { provider: providerOf(draft) }
}

/** The field that main complains about, under the name it has here. */
export function fieldOf(subject: string | undefined): DraftField | undefined {
  const names: Readonly<Record<string, DraftField>> = { identity: 'identityUrl', apiOrigins: 'origins' }
  const first = subject?.split('.')[0] ?? ''
  const name = names[first] ?? first
  return name in emptyDraft && name !== 'id' ? (name as DraftField) : undefined
}

function errorsOf(draft: Draft): DraftErrors {
  const wrong = text.customProvider.wrong
  const byHand = draft.kind === 'endpoints'
  const has = (flow: FlowKind) => draft.flows.has(flow)
  const needed = (value: string, because: string | false) =>
    value.trim() === '' ? because || undefined : addressError(value)
  const badScope = linesOf(draft.scopes).find((line) => !/^\*?\s*[\x21\x23-\x5b\x5d-\x7e]+(\s|$)/.test(line))
  const found: { readonly [Field in DraftField]?: string | undefined } = {
    name: nameError(draft.name),
    issuer: needed(draft.issuer, wrong.needed),
    ...(byHand && {
      authorization: needed(draft.authorization, has('authorization_code') && wrong.authorizationNeeded),
      token: needed(draft.token, wrong.needed),
      revocation: needed(draft.revocation, false),
      deviceAuthorization: needed(draft.deviceAuthorization, has('device_code') && wrong.deviceNeeded),
    }),
    flows: draft.flows.size === 0 ? wrong.flows : undefined,
    scopes: badScope === undefined ? undefined : wrong.scope(badScope),
    ...(asksByRequest(draft) && {
      identityUrl: needed(draft.identityUrl, wrong.needed),
      idField: draft.idField.trim() === '' ? wrong.needed : undefined,
    }),
    origins: linesOf(draft.origins).every(isSafeAddress) ? undefined : wrong.address,
    port: portError(draft.port),
    path: /^\/[\w./~-]{0,199}$/.test(draft.path.trim()) ? undefined : wrong.path,
  }
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== undefined))
}

function nameError(name: string): string | undefined {
  const { needed, tooLong } = text.customProvider.wrong
  if (name.trim() === '') return needed
  return name.trim().length > 60 ? tooLong : undefined
}

function addressError(value: string): string | undefined {
  return isSafeAddress(value.trim()) ? undefined : text.customProvider.wrong.address
}

function portError(port: string): string | undefined {
  if (port.trim() === '') return undefined
  const number = Number(port)
  const fits = Number.isInteger(number) && number >= 1024 && number <= 65_535
  return fits ? undefined : text.customProvider.wrong.port
}

/** Without the server's keys, which only discovery tells, no ID token could be believed. */
export function asksByRequest({ kind, identity }: Pick<Draft, 'kind' | 'identity'>): boolean {
  return kind === 'endpoints' || identity === 'request'
}

function providerOf(draft: Draft): CustomProvider {
  const { kind, authentication, registration, host, path } = draft
  const filled = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() })
  const byRequest = asksByRequest(draft)
  return {
    ...(draft.id === undefined ? {} : { id: draft.id }),
    name: draft.name.trim(),
    issuer: draft.issuer.trim(),
    server:
      kind === 'discovery'
        ? { kind }
        : {
            kind,
            token: draft.token.trim(),
            ...filled('authorization', draft.authorization),
            ...filled('revocation', draft.revocation),
            ...filled('deviceAuthorization', draft.deviceAuthorization),
          },
    flows: flowKinds.filter((flow) => draft.flows.has(flow)),
    openid: kind === 'discovery' && (!byRequest || draft.openid),
    scopes: linesOf(draft.scopes).map(scopeOf),
    identity: byRequest
      ? {
          from: 'request',
          url: draft.identityUrl.trim(),
          idField: draft.idField.trim(),
          ...filled('nameField', draft.nameField),
          ...filled('emailField', draft.emailField),
        }
      : { from: 'openid' },
    apiOrigins: linesOf(draft.origins),
    redirect: { host, path: path.trim(), ...(draft.port.trim() === '' ? {} : { port: Number(draft.port) }) },
    clientAuthentication: authentication,
    registration,
  }
}

function linesOf(lines: string): readonly string[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function scopeLine({ name, explanation, required }: CustomProvider['scopes'][number]): string {
  return `${required ? '* ' : ''}${name}${explanation === '' ? '' : ` ${explanation}`}`
}

function scopeOf(line: string): CustomProvider['scopes'][number] {
  const required = line.startsWith('* ')
  const words = (required ? line.slice(2) : line).trim()
  const [name = '', ...rest] = words.split(/\s+/)
  return { name, explanation: rest.join(' ').slice(0, 300), required }
}
