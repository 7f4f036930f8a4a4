import type { Provider } from 'oidc-provider'
import { describeScopes, type ScopeDescription } from './scopes'

export type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

export function requestedScopes(interaction: Interaction): readonly ScopeDescription[] {
  return describeScopes(text(interaction.params.scope) ?? '')
}

export function requestedResources(interaction: Interaction): readonly string[] {
  const { resource } = interaction.params
  return (Array.isArray(resource) ? resource : [resource]).filter((value) => typeof value === 'string')
}

/** Where the browser goes after the answer, as Content-Security-Policy sources. */
export function redirectTargets(interaction: Interaction): string[] {
  const target = URL.parse(text(interaction.params.redirect_uri) ?? '')
  if (!target) return []
  return [target.origin === 'null' ? target.protocol : target.origin]
}

export function whereItGoes(interaction: Interaction): string {
  const target = URL.parse(text(interaction.params.redirect_uri) ?? '')
  if (!target) return 'The app on your device will notice by itself.'
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(target.hostname)
  return isLoopback
    ? 'You go back to the app on this computer.'
    : `You go back to ${target.host || target.protocol}.`
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
