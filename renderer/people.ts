import type { Account, Person } from '../shared/account'
import type { ProviderSummary } from '../shared/provider-summary'
import { text } from './text'

/** A person's name as others would say it; the stable id only when the provider told nothing else. */
export function nameOf(person: Person): string {
  return person.name ?? person.login ?? person.email ?? person.subject
}

/** The line below an account's label: who it is, without saying the label twice. */
export function whoIs(account: Account): string {
  if (account.flow === 'client_credentials') return text.accounts.serviceAccount
  const { person, label } = account
  const who = [person.email, person.name, person.login].find((word) => word !== undefined && word !== label)
  return [who, person.tenant === label ? undefined : person.tenant].filter(Boolean).join(' · ')
}

/** The provider and who it is, in one line. */
export function whereAndWho(provider: string, account: Account): string {
  return [provider, whoIs(account)].filter(Boolean).join(' · ')
}

/**
 * Scopes as a person reads them: the provider's short labels, or the raw name where it has none. What every account
 * of the provider has anyway comes last.
 */
export function scopeLabels(
  scopes: readonly string[],
  provider: ProviderSummary | undefined,
): readonly string[] {
  const silent = new Set(['openid', 'offline_access'])
  const known = scopes
    .filter((name) => !silent.has(name))
    .map((name) => {
      const scope = provider?.scopes.find((candidate) => candidate.name === name)
      return { label: scope?.label ?? name, required: scope?.required ?? false }
    })
  const labels = known
    .toSorted((one, other) => Number(one.required) - Number(other.required))
    .map(({ label }) => label)
  return [...new Set(labels)]
}

/** What was asked for and not allowed, as a person reads it. */
export function refusedLabels(
  { scopes: { asked, granted } }: Account,
  provider: ProviderSummary | undefined,
): readonly string[] {
  return scopeLabels(
    asked.filter((name) => !granted.includes(name)),
    provider,
  )
}

/** How a provider is named and drawn, also when only its id is known. */
export function faceOf(
  provider: ProviderSummary | undefined,
  id: string | undefined,
): { readonly name: string; readonly mark: string | undefined } {
  const mark = provider?.mark ?? (provider?.category === 'sandbox' ? 'flask' : undefined)
  return { name: provider?.name ?? id ?? text.appName, mark }
}
