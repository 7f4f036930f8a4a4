import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../setup/project.mjs'
import { packageFiles } from './write-package-files.mjs'

/**
 * The options that make electron-builder pack a still page instead of Keyfob, with as few languages of Chromium: what
 * the sizes of our packages are measured against.
 */
export function bareOptions() {
  const file = join(packageFiles, 'bare.json')
  mkdirSync(packageFiles, { recursive: true })
  writeFileSync(file, JSON.stringify(configuration))
  return ['--projectDir', join(projectRoot, 'test', 'bench', 'floors', 'window'), '--config', file]
}

const configuration = {
  appId: 'app.keyfob.bare',
  productName: 'Bare',
  npmRebuild: false,
  asar: true,
  afterPack: join(projectRoot, 'scripts', 'package', 'after-pack.mjs'),
  electronLanguages: ['en', 'en-US'],
  linux: { category: 'Utility', target: ['dir'] },
  mac: { identity: null },
}
