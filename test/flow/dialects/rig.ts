import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi } from '../../../electron/api'
import { catalogue } from '../../../electron/providers/catalogue'
import { createServices } from '../../../electron/services'
import { systemClock } from '../../../electron/support/clock'
import { createNotifier } from '../../../electron/support/notifier'
import type { Surroundings } from '../../../electron/surroundings'
import type { ConnectOutcome, ConnectRequest } from '../../../shared/connect'
import { type Dialect, startCloud } from '../../providers/dialects/cloud'
import { someComputer } from '../../support/some-computer'
import { createKeychainDouble } from '../../vault/keychain-double'
import { connectRequest, follow, nextLink } from '../rig'

/** Keyfob with the whole catalogue, and one provider's dialect as all of its Internet. */
export async function createDialectRig(dialect: Dialect, around: Partial<Surroundings> = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'keyfob-dialect-'))
  const cloud = await startCloud(dialect)
  const keychain = createKeychainDouble()
  const opened: string[] = []
  const services = await createServices({
    profile,
    providers: catalogue,
    keychain: keychain.vault(),
    fetch: cloud.fetch,
    clock: systemClock,
    sandbox: {
      start: () => Promise.reject(new Error('no sandbox here')),
      issuer: () => undefined,
      stop: async () => {},
      asides: createNotifier(),
    },
    openBrowser: async (url) => void opened.push(url),
    copy: () => {},
    chooseFile: async () => undefined,
    showFile: () => undefined,
    chooseBackup: async () => undefined,
    computer: someComputer,
    quit: () => {},
    restart: () => {},
    appInfo: { version: 'test', electron: '', chromium: '', node: process.versions.node, platform: 'test' },
    patience: 10_000,
    ...around,
  })
  const api = createApi(services)

  return {
    api,
    services,
    cloud,
    keychain,
    profile,
    opened,
    /** Connects as a person who allows what they are asked; `scopes` absent: what is preselected. */
    async connect(
      request: Partial<ConnectRequest> & { readonly providerId: string },
    ): Promise<ConnectOutcome> {
      const summary = (await api.listProviders({})).find(({ id }) => id === request.providerId)
      const scopes = summary?.scopes.flatMap(({ name, preselected }) => (preselected ? name : [])) ?? []
      const before = opened.length
      const outcome = api.connect(connectRequest({ scopes, ...request }))
      outcome.catch(() => undefined)
      const link = await Promise.race([nextLink(opened, before), outcome.then(() => '')])
      if (link) await follow(await cloud.visit(link))
      return outcome
    },
    async end() {
      await services.close()
      await cloud.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

export type DialectRig = Awaited<ReturnType<typeof createDialectRig>>
