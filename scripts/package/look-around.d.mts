import type { PackagingWorld } from './plan-targets.mjs'

export function settingsFor(
  world: PackagingWorld,
  electron: { readonly folder: string; readonly version: string },
): {
  readonly settings: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string | undefined>>
}
