import { AppImageUpdater, MacUpdater, NsisUpdater, Provider, type UpdateInfo } from 'electron-updater'
import type { AppAdapter } from 'electron-updater/out/AppAdapter'
import { type ProviderRuntimeOptions, parseUpdateInfo } from 'electron-updater/out/providers/Provider'
import { Failure } from '../../shared/failure'
import type { Offer, OfferedFile } from './offer'
import { replaceImage } from './replace-image'
import { handToSquirrel } from './squirrel'
import type { InPlace } from './update-way'

/** Gets a version that was found, and puts it in place of this one. */
export interface Installer {
  /** `fetchFile` downloads and checks; what is there already from an earlier time is checked and used. */
  download(offer: Offer, file: OfferedFile, fetchFile: (path: string) => Promise<void>): Promise<void>
  /** As the last thing before this process ends. Throws `update_not_installed`; the old version stands then. */
  install(): Promise<void>
}

export interface InstallerOptions {
  readonly kind: InPlace
  /** Version that runs. */
  readonly version: string
  /** Downloads are kept in a folder of it. */
  readonly folder: string
  /** Who may have signed a Windows installer; empty: it is not asked. */
  readonly publishers: readonly string[]
  /** The AppImage that runs. */
  readonly image: string | undefined
  readonly quit: () => void
  /** Starts the program of that file, or this one, once this process has ended. */
  readonly relaunch: (program?: string) => void
}

export function parseYaml(text: string): unknown {
  return parseUpdateInfo(text, '', new URL('about:blank'))
}

/**
 * electron-updater without its network, its configuration file and its id of the installation: what it may fetch was
 * signed, and comes through Keyfob's own session.
 */
export function createInstaller(options: InstallerOptions): Installer {
  const { kind, publishers } = options
  const updater = updaterOf(kind, adapterOf(options))
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.disableWebInstaller = true
  updater.disableDifferentialDownload = true
  updater.forceDevUpdateConfig = true
  updater.logger = null
  // What it would read from a file beside the app, and write into the profile.
  Reflect.set(updater, 'configOnDisk', {
    value: Promise.resolve({
      updaterCacheDirName: 'update',
      ...(publishers.length > 0 ? { publisherName: publishers } : {}),
    }),
  })
  Reflect.set(updater, 'stagingUserIdPromise', { value: Promise.resolve('') })
  let troubles: unknown
  updater.on('error', (error) => {
    troubles = error
  })
  let downloaded: string | undefined

  return {
    async download(offer, file, fetchFile) {
      const url = file.url.href
      const info = { url, sha512: file.sha512, size: file.size }
      const update = {
        version: offer.version,
        files: [info],
        path: url,
        sha512: file.sha512,
        releaseDate: '',
      }
      Reflect.set(updater, 'httpExecutor', {
        download: (_url: URL, destination: string) => fetchFile(destination),
      })
      updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(update) })
      try {
        const found = await updater.checkForUpdates()
        if (!found?.isUpdateAvailable) throw new Error('it does not count as newer')
        downloaded = (await updater.downloadUpdate())[0]
      } catch (error) {
        throw asUpdateFailure(error, offer.version)
      }
    },
    async install() {
      troubles = undefined
      if (kind === 'appimage') {
        await replaceImage(downloaded ?? '', options.image ?? '')
        options.relaunch(options.image)
      } else if (updater instanceof MacUpdater) {
        await handToSquirrel(Reflect.get(updater, 'nativeUpdater'), () => updater.quitAndInstall()).catch(
          (error: unknown) => {
            throw asUpdateFailure(error, '')
          },
        )
      } else if (!updater.install(true, true)) throw asUpdateFailure(troubles, '')
    },
  }
}

function updaterOf(kind: InPlace, adapter: AppAdapter): AppImageUpdater | NsisUpdater | MacUpdater {
  switch (kind) {
    case 'appimage':
      return new AppImageUpdater(null, adapter)
    case 'nsis':
      return new NsisUpdater(null, adapter)
    case 'mac':
      return new MacUpdater(undefined, adapter)
  }
}

function adapterOf({ version, folder, quit, relaunch }: InstallerOptions): AppAdapter {
  return {
    version,
    name: 'Keyfob',
    isPackaged: true,
    appUpdateConfigPath: '',
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: async () => undefined,
    quit,
    relaunch: () => relaunch(),
    onQuit: () => undefined,
  }
}

/** It wants a class: one that has the answer already. */
function providerOf(update: UpdateInfo) {
  return class extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime)
    }
    async getLatestVersion(): Promise<UpdateInfo> {
      return update
    }
    resolveFiles({ files }: UpdateInfo) {
      return files.map((info) => ({ url: new URL(info.url), info }))
    }
  }
}

function asUpdateFailure(error: unknown, version: string): Failure {
  if (error instanceof Failure) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const facts = version === '' ? {} : { subject: version }
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE')
    return new Failure('update_wrongly_signed', 'signed by somebody else', { cause: error, facts })
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Failure('disk_full', 'no room for the update', { cause: error })
  return new Failure('update_not_installed', 'the update could not be prepared', { cause: error, facts })
}
