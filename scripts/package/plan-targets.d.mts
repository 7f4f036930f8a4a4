export interface PackagingWorld {
  readonly platform: string
  readonly arch: string
  readonly reachesTools: boolean
  readonly electron: 'override' | 'official' | 'fallback'
  readonly has: (command: string) => boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Package {
  readonly platform: string
  readonly arch: string
  readonly target: string
}

export const targetNames: readonly string[]
export function planTargets(
  world: PackagingWorld,
  wanted?: readonly string[],
): { readonly build: readonly Package[]; readonly leftOut: readonly (Package & { readonly why: string })[] }
