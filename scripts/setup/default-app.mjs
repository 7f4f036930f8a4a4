import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Packs the small built-in app that makes `electron APPDIR` work. It is an ES module whose last act is an
 * awaited import: Electron holds back `ready` until that is done, and some calls are only allowed before it.
 */
export async function packDefaultApp(asarFile) {
  const { createPackage } = await import('@electron/asar')
  const folder = mkdtempSync(join(tmpdir(), 'keyfob-default-app-'))
  try {
    writeFileSync(
      join(folder, 'package.json'),
      '{ "name": "electron", "type": "module", "main": "main.js" }\n',
    )
    writeFileSync(join(folder, 'main.js'), source)
    await createPackage(folder, asarFile)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const source = `import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)
const rest = process.argv.slice(1)
let folder
while (rest.length > 0 && folder === undefined) {
  const argument = rest.shift()
  if (argument === '-r' || argument === '--require') require(resolve(rest.shift()))
  else if (!argument.startsWith('-')) folder = resolve(argument)
}
if (folder === undefined) {
  console.error('electron: name the folder of an app')
  process.exit(1)
}
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
process.defaultApp = true
app.setName(about.productName ?? about.name)
app.setVersion(about.version ?? process.versions.electron)
app.setAppPath(folder)
await import(pathToFileURL(join(folder, about.main ?? 'index.js')))
`
