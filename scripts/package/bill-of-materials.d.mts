import type { ShippedPackage } from './shipped-packages.mjs'

export interface ElectronVersions {
  readonly electron: string
  readonly chrome: string
  readonly node: string
}

export interface Component {
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
  readonly components?: readonly Component[]
}

export interface BillOfMaterials {
  readonly serialNumber: string
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
}

export function billOfMaterials(what: {
  readonly about: {
    readonly name: string
    readonly version: string
    readonly description: string
    readonly license: string
  }
  readonly packages: readonly ShippedPackage[]
  readonly electron: ElectronVersions
  readonly now: Date
}): BillOfMaterials
