import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { licenceText } from './licence-texts.mjs'
import { shippedPackages } from './shipped-packages.mjs'

/** What About shows: the licence of every package that is in the build, beside the bundles. */
export const licencesFile = join(projectRoot, 'dist', 'licences.json')

export function writeLicences() {
  const licences = shippedPackages().map((shipped) => {
    const { name, version, licence } = shipped
    return { name, version, licence, text: licenceText(shipped) }
  })
  writeFileSync(licencesFile, JSON.stringify(licences))
}
