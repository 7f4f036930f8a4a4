#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { run } from '../../setup/run.mjs'
import { readArguments } from './read-arguments.mjs'
import { stageFiles } from './stage-files.mjs'
import { writeDeb } from './write-deb.mjs'
import { writeRpm } from './write-rpm.mjs'

/**
 * Stands in for fpm where electron-builder cannot fetch it (`CUSTOM_FPM_PATH`): understands what electron-builder asks
 * of it, and leaves the work to dpkg-deb and rpmbuild.
 */
function main(line) {
  const asked = readArguments(line)
  const { options } = asked
  const target = resolve(options.package)
  const work = mkdtempSync(join(dirname(target), '.package-'))
  const root = join(work, 'root')
  try {
    stageFiles(root, asked.files)
    if (options['output-type'] === 'deb') writeDeb(root, asked, mustRun)
    else if (options['output-type'] === 'rpm') writeRpm(root, join(work, 'rpm'), asked, mustRun)
    else throw new Error(`only deb and rpm can be made here, not ${options['output-type']}`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function mustRun(command, args) {
  const { ok, tail } = run(command, args)
  if (!ok) throw new Error(`${command} failed:\n${tail}`)
}

try {
  main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
