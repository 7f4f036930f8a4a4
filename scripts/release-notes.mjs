import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notesOf } from './package/release-notes.mjs'
import { projectRoot } from './setup/project.mjs'
import { reportFailure } from './setup/report.mjs'

const read = (file) => readFileSync(join(projectRoot, file), 'utf8')

try {
  console.log(notesOf(JSON.parse(read('package.json')).version, read('CHANGELOG.md')))
} catch (error) {
  reportFailure(error)
}
