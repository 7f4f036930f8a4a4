import { dirname, join } from 'node:path'
import { app } from 'electron'
import { Failure } from '../shared/failure'
import type { PolicyInfo } from '../shared/policy'
import { readShippedClients } from './accounts/shipped-clients'
import type { updateSource } from './update/source'
import { largestEntryOn } from './vault/entry-format'

/** Replaced by the build with what `KEYFOB_CLIENTS` held then. */
declare const __KEYFOB_CLIENTS__: string
/** Replaced by the build with what `KEYFOB_UPDATES` held then. */
declare const __KEYFOB_UPDATES__: string

/** Clients of this build: made into it, or in `clients.json` beside it. A file that is damaged is told of, not fatal. */
export function shippedClients() {
  const folders = app.isPackaged ? [process.resourcesPath, dirname(process.execPath)] : [app.getAppPath()]
  return readShippedClients(
    __KEYFOB_CLIENTS__,
    folders.map((folder) => join(folder, 'clients.json')),
  ).catch((error: unknown) => {
    console.error('clients of this build:', error instanceof Failure ? error.facts.subject : error)
    return []
  })
}

/** Where this build looks for newer ones. Tests bring their own, from this computer; a packaged app does not listen. */
export function updatesOfBuild(policy: PolicyInfo): Parameters<typeof updateSource> {
  const ofTest = app.isPackaged ? undefined : process.env.KEYFOB_TEST_UPDATES
  return [ofTest ?? __KEYFOB_UPDATES__, policy, ofTest !== undefined]
}

/** What tests ask of the sandbox; a packaged app does not listen. */
export function testWishes() {
  const { KEYFOB_SANDBOX_RECORD_SECRETS: recordSecretsTo, KEYFOB_SANDBOX_TOKEN_LIFETIME: lifetime } =
    process.env
  if (app.isPackaged) return {}
  return { recordSecretsTo, accessTokenLifetime: lifetime ? Number(lifetime) : undefined }
}

/** Bytes that an entry of the keychain may have. Tests cut secrets into more of them; a packaged app does not listen. */
export function largestEntry(): number {
  const ofTest = app.isPackaged ? undefined : process.env.KEYFOB_TEST_LARGEST_ENTRY
  return ofTest ? Number(ofTest) : largestEntryOn(process.platform)
}

/** Electron brings it along, beside its program; on macOS it is packed inside. */
export function chromiumLicences(): string {
  const isInside = process.platform === 'darwin' && app.isPackaged
  return join(isInside ? process.resourcesPath : dirname(process.execPath), 'LICENSES.chromium.html')
}

export function appInfo() {
  const { electron = '', chrome: chromium = '', node } = process.versions
  const platform = `${process.platform} ${process.arch}`
  return { version: app.getVersion(), electron, chromium, node, platform }
}
