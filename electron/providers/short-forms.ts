import type { ScopeSummary } from '../../shared/provider-summary'
import type { ColumnType } from '../../shared/resource'
import type { Facts, ResourceColumn } from './provider'

/** A column of a list: what it is called, where it is in an item, what it holds. */
export function column(label: string, field: string, type: ColumnType = 'text'): ResourceColumn {
  return { label, field, type }
}

type Asked = 'required' | 'preselected' | 'optional'

/** A scope that only reads. */
export function reads(name: string, label: string, explanation: string, asked: Asked): ScopeSummary {
  return {
    name,
    label,
    explanation,
    required: asked === 'required',
    preselected: asked !== 'optional',
    changes: false,
  }
}

/** A scope that lets Keyfob change something, too: never preselected, unless nothing works without it. */
export function changes(
  name: string,
  label: string,
  explanation: string,
  asked: 'required' | 'optional' = 'optional',
): ScopeSummary {
  return { ...reads(name, label, explanation, asked), changes: true }
}

/** Every group of facts as the provider's own documents have it, but for those named with what is not certain. */
export function factsExcept(unverified: Partial<Record<keyof Facts, string>> = {}): Facts {
  const fact = (name: keyof Facts) => {
    const doubt = unverified[name]
    return doubt === undefined ? 'verified' : { unverified: doubt }
  }
  return {
    endpoints: fact('endpoints'),
    redirect: fact('redirect'),
    pkce: fact('pkce'),
    client: fact('client'),
    scopes: fact('scopes'),
    tokens: fact('tokens'),
    identity: fact('identity'),
    revocation: fact('revocation'),
    resources: fact('resources'),
    pages: fact('pages'),
  }
}

/**
 * Ports for providers that register the redirect URI with its port: outside the range systems hand out, so that they
 * are rarely taken. The first is what a provider with a single redirect URI gets.
 */
export const fixedPorts = [28_417, 28_418, 28_419] as const
export const onlyPort = [28_417] as const
