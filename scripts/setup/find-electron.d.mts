export interface ElectronRuntime {
  readonly executable: string
  readonly folder: string
  readonly kind: 'override' | 'official' | 'fallback'
  readonly version: string
}

export function findElectron(): ElectronRuntime | undefined
