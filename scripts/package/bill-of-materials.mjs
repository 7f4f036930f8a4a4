import { createHash } from 'node:crypto'

/**
 * @typedef {object} ElectronVersions what its executable says
 * @property {string} electron
 * @property {string} chrome
 * @property {string} node
 */

/**
 * The CycloneDX 1.6 bill of materials of a package: Electron with what it is made of, and every npm package that is
 * shipped, with the checksum of its published archive.
 *
 * @param {{ about: { name: string, version: string, description: string, license: string },
 *   packages: import('./shipped-packages.mjs').ShippedPackage[], electron: ElectronVersions, now: Date }} what
 */
export function billOfMaterials({ about, packages, electron, now }) {
  const app = {
    type: 'application',
    'bom-ref': `${about.name}@${about.version}`,
    name: about.name,
    version: about.version,
    description: about.description,
    licenses: licensesOf(about.license),
    purl: purl(about.name, about.version),
  }
  const components = [electronComponent(electron), ...packages.map(npmComponent)]
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber([app, components]),
    version: 1,
    metadata: { timestamp: now.toISOString(), component: app },
    components,
    dependencies: [{ ref: app['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) }],
  }
}

function npmComponent({ name, version, licence, integrity }) {
  return {
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    licenses: licensesOf(licence),
    purl: purl(name, version),
    hashes: [{ alg: 'SHA-512', content: hexOf(integrity) }],
  }
}

/** Weaknesses are reported for Chromium and Node by their own names, so both are named. */
function electronComponent({ electron, chrome, node }) {
  return {
    type: 'framework',
    'bom-ref': purl('electron', electron),
    name: 'electron',
    version: electron,
    licenses: licensesOf('MIT'),
    purl: purl('electron', electron),
    components: [
      {
        type: 'framework',
        'bom-ref': `pkg:generic/chromium@${chrome}`,
        name: 'chromium',
        version: chrome,
        licenses: licensesOf('BSD-3-Clause'),
        purl: `pkg:generic/chromium@${chrome}`,
        cpe: `cpe:2.3:a:google:chrome:${chrome}:*:*:*:*:*:*:*`,
      },
      {
        type: 'platform',
        'bom-ref': `pkg:github/nodejs/node@v${node}`,
        name: 'node',
        version: node,
        licenses: licensesOf('MIT'),
        purl: `pkg:github/nodejs/node@v${node}`,
        cpe: `cpe:2.3:a:nodejs:node.js:${node}:*:*:*:*:*:*:*`,
      },
    ],
  }
}

function licensesOf(licence) {
  return /[\s()]/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }]
}

function purl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

function hexOf(integrity) {
  const [, base64] = integrity.match(/^sha512-(.+)$/) ?? []
  if (!base64) throw new Error(`${integrity} is no SHA-512 checksum`)
  return Buffer.from(base64, 'base64').toString('hex')
}

/** The same contents get the same number. */
function serialNumber(contents) {
  const hex = createHash('sha256').update(JSON.stringify(contents)).digest('hex')
  const variant = ((Number.parseInt(hex[16], 16) & 3) | 8).toString(16)
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20)]
  return `urn:uuid:${[...groups, hex.slice(20, 32)].join('-')}`
}
