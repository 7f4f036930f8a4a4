import { SetupFailure } from '../setup/report.mjs'

/**
 * What the changelog says about a version, without its heading.
 *
 * @param {string} version
 * @param {string} changelog in the form of Keep a Changelog
 * @throws {SetupFailure} when it says nothing
 */
export function notesOf(version, changelog) {
  const [, ...sections] = changelog.split(/^## /m)
  const section = sections.find((each) => each.startsWith(`[${version}]`))
  const notes = section?.slice(section.indexOf('\n')).trim()
  if (notes) return notes
  throw new SetupFailure(`CHANGELOG.md says nothing about ${version}: write it before the release.`)
}
