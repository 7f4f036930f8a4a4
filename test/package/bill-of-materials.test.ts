import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { describe, expect, test } from 'vitest'
import { billOfMaterials } from '../../scripts/package/bill-of-materials.mjs'
import type { ShippedPackage } from '../../scripts/package/shipped-packages.mjs'

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const react: ShippedPackage = {
  name: 'react',
  version: '19.3.1',
  licence: 'MIT',
  folder: 'node_modules/react',
  integrity,
}
const scoped: ShippedPackage = { ...react, name: '@scope/name', licence: '(MIT OR Apache-2.0)' }

function billOf(packages: readonly ShippedPackage[], now = new Date('2026-11-29')) {
  return billOfMaterials({
    about: { name: 'keyfob', version: '0.1.0', description: 'Keys', license: 'MIT' },
    packages,
    electron: { electron: '45.4.1', chrome: '146.0.7680.80', node: '24.1.0' },
    now,
  })
}

describe('the bill of materials', () => {
  test('is CycloneDX, as its schema says', async () => {
    expect(await validator.validate(JSON.stringify(billOf([react, scoped])))).toBeNull()
  })

  test('would be caught with a licence that there is not, or a component without a name', async () => {
    for (const wrong of [
      { ...react, licence: 'MIT-ish' },
      { ...react, name: undefined as unknown as string },
    ]) {
      const answer = await validator.validate(
        JSON.stringify(billOf([scoped])).replace(
          '"components":[',
          `"components":[${JSON.stringify({
            type: 'library',
            name: wrong.name,
            licenses: [{ license: { id: wrong.licence } }],
          })},`,
        ),
      )
      expect(answer).not.toBeNull()
    }
  })

  test('names each package with its address, and the checksum of its archive', () => {
    const [, first, second] = billOf([react, scoped]).components

    expect(first).toMatchObject({ name: 'react', purl: 'pkg:npm/react@19.3.1' })
    expect(first?.hashes).toEqual([{ alg: 'SHA-512', content: '07'.repeat(64) }])
    expect(second?.purl).toBe('pkg:npm/%40scope/name@19.3.1')
  })

  test('names Electron, and in it Chromium and Node, whose weaknesses are reported by those names', () => {
    const [electron] = billOf([react]).components

    expect(electron).toMatchObject({ purl: 'pkg:npm/electron@45.4.1' })
    expect(electron?.components?.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'chromium 146.0.7680.80',
      'node 24.1.0',
    ])
  })

  test('has the same number for the same contents, whenever it is made', () => {
    const number = billOf([react]).serialNumber

    expect(billOf([react], new Date('2027-01-01')).serialNumber).toBe(number)
    expect(billOf([scoped]).serialNumber).not.toBe(number)
  })

  test('is not made of a package whose checksum is not known', () => {
    expect(() => billOf([{ ...react, integrity: 'sha1-xyz' }])).toThrow('no SHA-512 checksum')
  })
})
