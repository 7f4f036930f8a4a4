import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { billOfMaterials } from './bill-of-materials.mjs'
import { shippedPackages } from './shipped-packages.mjs'
import { licencesFile } from './write-licences.mjs'

/** What is packed beside the app, made anew for every run of `npm run dist` (electron-builder.yml names the files). */
export const packageFiles = join(projectRoot, 'out', 'package-files')

/**
 * @param {import('./bill-of-materials.mjs').ElectronVersions} electron
 * @param {string} version of Keyfob
 */
export function writePackageFiles(electron, version) {
  const about = { ...JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')), version }
  const seconds = process.env.SOURCE_DATE_EPOCH
  const now = seconds ? new Date(Number(seconds) * 1000) : new Date()
  const bill = billOfMaterials({ about, packages: shippedPackages(), electron, now })
  mkdirSync(packageFiles, { recursive: true })
  writeFileSync(join(packageFiles, 'keyfob.cdx.json'), `${JSON.stringify(bill, null, 1)}\n`)
  writeFileSync(join(packageFiles, 'copyright'), copyright())
}

/** The licences in one text, for /usr/share/doc. */
function copyright() {
  const own = readFileSync(join(projectRoot, 'LICENSE'), 'utf8').trim()
  const others = JSON.parse(readFileSync(licencesFile, 'utf8'))
  const parts = others.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}`)
  const electron =
    'Electron and Chromium\n\nLICENSE.electron.txt and LICENSES.chromium.html beside the program, in /opt/Keyfob'
  return `${[`Keyfob\n\n${own}`, electron, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}
