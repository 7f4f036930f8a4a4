export interface ShippedPackage {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly folder: string
  readonly integrity: string
}

export function shippedPackages(): readonly ShippedPackage[]
export function shippedModules(): readonly string[]
