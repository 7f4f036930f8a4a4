import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { setUp } from '../setup/set-up.mjs'
import { buildApp } from './build-app.mjs'
import { runVitest } from './run-vitest.mjs'

const pictures = join(projectRoot, 'out', 'tour')

/**
 * Runs the tour: the real app with a real keyring and a real browser, all private to it, a picture of each step.
 *
 * @returns {Promise<boolean>} whether it went through to its end
 */
export async function runTour() {
  if (process.platform !== 'linux') {
    console.log(
      'keyfob: the tour drives a private keyring and browser that only Linux has; use `npm start` here',
    )
    return true
  }
  await setUp({ purpose: 'test' })
  buildApp()
  const { failed } = await runVitest(['tour'])
  console.log(`\nThe tour ${failed === 0 ? 'is complete' : 'broke off'}. Its pictures:`)
  for (const name of picturesTaken()) console.log(`  ${join(pictures, name)}`)
  return failed === 0
}

function picturesTaken() {
  try {
    return readdirSync(pictures).sort()
  } catch {
    return []
  }
}
