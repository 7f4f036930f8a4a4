import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from './setup/project.mjs'
import { reportFailure, SetupFailure } from './setup/report.mjs'
import { runNpm } from './setup/run.mjs'

/**
 * Looks over the source with Electronegativity (https://github.com/doyensec/electronegativity) and compares what it
 * finds with the list beside this file, where each finding says why it stays. It is fetched when it is wanted: nothing
 * of the app needs it.
 */
const auditor = '@doyensec/electronegativity@1.10.3'
const list = join(projectRoot, 'scripts', 'audit-electron.json')

try {
  const found = findings()
  const known = JSON.parse(readFileSync(list, 'utf8')).flatMap(({ check, files }) =>
    files.map((file) => `${check} ${file}`),
  )
  const fresh = found.filter((each) => !known.includes(each))
  const gone = known.filter((each) => !found.includes(each))
  for (const each of fresh) console.log(`not explained: ${each}`)
  for (const each of gone) console.log(`explained, and no longer found: ${each}`)
  console.log(
    `${found.length} findings, ${fresh.length} of them not explained in scripts/audit-electron.json`,
  )
  if (fresh.length + gone.length > 0) process.exitCode = 1
} catch (error) {
  reportFailure(error)
}

/** `CHECK file`, as often as it is found. */
function findings() {
  const folder = mkdtempSync(join(tmpdir(), 'keyfob-audit-'))
  try {
    const source = join(folder, 'source')
    for (const name of ['electron', 'renderer', 'shared', 'package.json'])
      cpSync(join(projectRoot, name), join(source, name), { recursive: true })
    const result = join(folder, 'result.csv')
    const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
    const options = ['-r', '-v', 'false', '-e', devDependencies.electron, '-o', result]
    // Which Electron it is, and which is the newest: `npm outdated` says so too, without asking elsewhere.
    const without = ['-x', 'AvailableSecurityFixesGlobalCheck,ElectronVersionJSONCheck']
    const program = ['exec', '--yes', '--ignore-scripts', `--package=${auditor}`, '--', 'electronegativity']
    const done = runNpm([...program, '-i', source, ...without, ...options])
    if (!existsSync(result))
      throw new SetupFailure(`Electronegativity could not be fetched, or broke off:\n${done.tail}`)
    const [, ...rows] = readFileSync(result, 'utf8').trim().split('\n')
    return rows
      .map((row) => row.split(',').map((cell) => cell.replaceAll('"', '')))
      .map(([check, , , file]) => `${check} ${file}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
