import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { extractFile, listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BillOfMaterials } from '../../scripts/package/bill-of-materials.mjs'
import { shippedModules, shippedPackages } from '../../scripts/package/shipped-packages.mjs'
import { debs } from './harness/debs'
import { type UnpackedDeb, unpackDeb } from './harness/unpacked-deb'

const projectRoot = join(import.meta.dirname, '..', '..')
const resources = 'opt/Keyfob/resources'

describe('the bill of materials in the package', () => {
  let unpacked: UnpackedDeb
  let text: string
  let bill: BillOfMaterials
  const names = () => new Set(bill.components.map(({ name }) => name))

  beforeAll(async () => {
    unpacked = await unpackDeb(debs.current)
    text = readFileSync(join(unpacked.root, resources, 'keyfob.cdx.json'), 'utf8')
    bill = JSON.parse(text)
  })
  afterAll(() => unpacked.remove())

  test('is CycloneDX, as its schema says', async () => {
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull()
  })

  test('names the package of every module that is in a bundle, and no package of which there is none', () => {
    const bundled = new Set(shippedModules().flatMap(packageName))
    const beside = ['electron', 'keytar', 'node-addon-api']

    expect(bundled.size).toBeGreaterThan(40)
    expect([...names()].sort()).toEqual([...bundled, ...beside].sort())
  })

  test('would not do without one of them', () => {
    const text = bundles()

    // A word of each that no minifier takes away.
    for (const word of ['Minified React error #', 'SessionNotFound', 'OAUTH_MISSING_SERVER_METADATA'])
      expect([word, text.includes(word)]).toEqual([word, true])
    for (const name of ['react-dom', 'oidc-provider', 'oauth4webapi']) expect(names()).toContain(name)
  })

  test('names nothing that an audit without development packages would pass over, but the bundlers’ own helpers', () => {
    const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'))
    const passedOver = shippedPackages().filter(({ folder }) => packages[folder].dev)

    expect(passedOver.map(({ name }) => name)).toEqual(['rolldown', 'vite'])
  })

  test('names what lies beside the bundles: Electron in its version, and keytar', () => {
    const electron = bill.components.find(({ name }) => name === 'electron')
    const program = readFileSync(join(unpacked.root, 'opt/Keyfob/keyfob')).toString('latin1')

    expect(program).toContain(`Chrome/${electron?.components?.[0]?.version} Electron/${electron?.version}`)
    expect(names()).toContain('keytar')
  })

  test('is accompanied by a licence text for each', () => {
    const licences: readonly { readonly name: string; readonly text: string }[] = JSON.parse(
      extractFile(join(unpacked.root, resources, 'app.asar'), 'dist/licences.json').toString(),
    )
    const copyright = readFileSync(join(unpacked.root, 'usr/share/doc/keyfob/copyright'), 'utf8')

    expect(new Set(licences.map(({ name }) => name))).toEqual(
      new Set([...names()].filter((name) => name !== 'electron')),
    )
    for (const { name, text: licence } of licences) {
      expect([name, licence.length > 400]).toEqual([name, true])
      expect(copyright).toContain(licence)
    }
    expect(unpacked.files).toContain('opt/Keyfob/LICENSE.electron.txt')
    expect(unpacked.files).toContain('opt/Keyfob/LICENSES.chromium.html')
  })

  function bundles(): string {
    const archive = join(unpacked.root, resources, 'app.asar')
    return listPackage(archive, { isPack: false })
      .filter((file) => /^\/dist\/.*js$/.test(file))
      .map((file) => extractFile(archive, file.slice(1)).toString('utf8'))
      .join('\n')
  }
})

/** By its path; of what no file holds, by the tool that wrote it. */
function packageName(module: string): readonly string[] {
  const [, inside] = module.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? []
  if (inside) return [inside]
  return /^(build|electron|renderer|shared)\//.test(module) ? [] : [module.split('/')[0] ?? module]
}
