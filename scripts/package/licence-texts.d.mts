import type { ShippedPackage } from './shipped-packages.mjs'

export function licenceText(shipped: ShippedPackage): string
