import { Failure } from '../../shared/failure'
import type { FoundUpdate, UpdateStatus } from '../../shared/update'
import type { Traces } from '../activity/trace'
import { createGuardedFetch } from '../http/guarded-fetch'
import type { Fetch } from '../support/fetch'
import { createNotifier, type Notifier } from '../support/notifier'
import { createPerKey } from '../support/per-key'
import { downloadFile } from './download'
import { descriptionName, readFeed } from './feed'
import type { Installer, InstallerOptions } from './installer'
import { fileFor, type Offer, type OfferedFile } from './offer'
import type { UpdateSource } from './source'
import { untilNothingIsUnderWay } from './under-way'
import { endings, type Installation } from './update-way'
import { compareVersions } from './version'

export type UpdateEngine = typeof import('./installer')

export interface UpdatesWorld {
  readonly source: UpdateSource | NonNullable<UpdateStatus['hindrance']>
  /** Version that runs. */
  readonly version: string
  readonly platform: NodeJS.Platform
  readonly arch: string
  /** How this copy was installed; asked the first time that somebody wants to know. */
  readonly findInstallation: () => Promise<Installation>
  /** The part that is heavy: loaded by the first check, not at start. */
  readonly loadEngine: () => Promise<UpdateEngine>
  readonly fetch: Fetch
  readonly now: () => number
  readonly traces: Pick<Traces, 'list' | 'changes'>
  readonly installer: Pick<InstallerOptions, 'folder' | 'image' | 'relaunch' | 'quit'>
  readonly reportOf: (error: unknown) => NonNullable<UpdateStatus['failure']>
  /** How long a server may take to go on. ms */
  readonly patience: number
}

export interface Updates {
  status(): Promise<UpdateStatus>
  /** Looks for a newer version; nothing is downloaded. Resolves when it has ended, well or badly. */
  check(): Promise<UpdateStatus>
  /** Downloads what was found. Resolves as `check`. */
  download(): Promise<UpdateStatus>
  /** Ends what is under way: a check, a download, or waiting for the restart. */
  cancel(): void
  /** Restarts with the new version, as soon as nothing is under way. Resolves when that begins, or was given up. */
  install(): Promise<UpdateStatus>
  /** To be called as the last thing before this process ends; does nothing unless the person wanted it. Never throws. */
  finish(): Promise<void>
  readonly changes: Notifier<UpdateStatus>
}

const largestDescription = 256 * 1024

interface Found {
  readonly offer: Offer
  readonly file: OfferedFile
}

type Progress = Omit<UpdateStatus, 'way' | 'hindrance' | 'host'>

export function createUpdates(world: UpdatesWorld): Updates {
  const { source, installer: around } = world
  const changes = createNotifier<UpdateStatus>()
  const perKey = createPerKey()
  let installation: Promise<Installation> | undefined
  let progress: Progress = { state: 'idle' }
  let found: Found | undefined
  let installer: Installer | undefined
  let under: AbortController | undefined
  let isWanted = false

  const installed = () => {
    installation ??= world.findInstallation()
    return installation
  }

  async function status(): Promise<UpdateStatus> {
    const { way } = await installed()
    if (typeof source === 'string') return { way, hindrance: source, state: 'idle' }
    return { way, host: source.url.host, ...progress }
  }

  async function show(next: Progress): Promise<UpdateStatus> {
    progress = next
    const told = await status()
    changes.announce(told)
    return told
  }

  /** One thing at a time; how it goes wrong is part of the state, as nobody may be looking just then. */
  function run(work: (signal: AbortSignal, from: UpdateSource) => Promise<Progress>): Promise<UpdateStatus> {
    return perKey.shared('update', async () => {
      if (typeof source === 'string') return status()
      const before = resting(progress)
      const controller = new AbortController()
      under = controller
      try {
        return await show(await work(controller.signal, source))
      } catch (error) {
        const isCancelled = controller.signal.aborted
        return await show(
          isCancelled ? before : { ...before, failure: world.reportOf(asUpdateFailure(error)) },
        )
      } finally {
        under = undefined
      }
    })
  }

  async function look(signal: AbortSignal, from: UpdateSource): Promise<Progress> {
    await show({ state: 'checking' })
    const { parseYaml } = await world.loadEngine()
    const fetch = createGuardedFetch({
      fetch: world.fetch,
      redirects: 'refused',
      maximumBytes: largestDescription,
      timeout: world.patience,
      now: world.now,
    })
    const name = descriptionName(world.platform, world.arch)
    const offer = await readFeed(from, name, { fetch, parseYaml, signal })
    const difference = compareVersions(offer.version, world.version)
    const file = difference > 0 ? await suitable(offer) : undefined
    found = file && { offer, file }
    if (found) return { state: 'available', found: tellOf(found, from) }
    return { state: 'current', ...(difference < 0 ? { older: offer.version } : {}) }
  }

  /** The file for this copy, or any where none is installed by itself. Throws `update_unsuitable`. */
  async function suitable(offer: Offer): Promise<OfferedFile | undefined> {
    const { inPlace } = await installed()
    return inPlace === undefined ? offer.files[0] : fileFor(offer, endings[inPlace], world.arch)
  }

  async function get(signal: AbortSignal, from: UpdateSource): Promise<Progress> {
    const { inPlace } = await installed()
    if (!found || !inPlace) throw new Failure('bad_request', 'there is nothing to download')
    const { offer, file } = found
    const told = tellOf(found, from)
    const tell = (received: number) => void show({ state: 'downloading', found: told, received })
    await show({ state: 'downloading', found: told, received: 0 })
    const engine = await world.loadEngine()
    installer = engine.createInstaller({
      ...around,
      kind: inPlace,
      version: world.version,
      publishers: from.publishers,
    })
    await installer.download(offer, file, (path) =>
      downloadFile(file, path, {
        fetch: world.fetch,
        signal,
        onProgress: seldom(tell, file.size),
        patience: world.patience,
      }),
    )
    // The library goes on with what it had begun.
    signal.throwIfAborted()
    return { state: 'ready', found: told }
  }

  async function restart(signal: AbortSignal): Promise<Progress> {
    if (!installer || progress.state !== 'ready')
      throw new Failure('bad_request', 'there is nothing to install')
    const { found: told } = progress
    await untilNothingIsUnderWay(world.traces, signal, (waitsFor) => {
      void show({ state: 'waiting', waitsFor, ...(told ? { found: told } : {}) })
    })
    isWanted = true
    around.quit()
    return { state: 'restarting', ...(told ? { found: told } : {}) }
  }

  return {
    changes,
    status,
    check: () => run(look),
    download: () => run(get),
    cancel: () => under?.abort(new Failure('cancelled', 'the person cancelled')),
    install: () => run(restart),
    async finish() {
      if (!isWanted) return
      isWanted = false
      try {
        await installer?.install()
      } catch (error) {
        console.error('update:', world.reportOf(asUpdateFailure(error)).message)
        // Nobody shall be left without the program that they wanted anew.
        around.relaunch()
      }
    },
  }
}

/** Where one stands when what was begun from here has come to nothing. */
function resting({ state, found }: Progress): Progress {
  const stands = state === 'available' || state === 'ready'
  return stands && found ? { state, found } : { state: 'idle' }
}

function tellOf({ offer, file }: Found, { page }: UpdateSource): FoundUpdate {
  const { version, notes, releasedAt } = offer
  return {
    version,
    bytes: file.size,
    page,
    ...(notes === undefined ? {} : { notes }),
    ...(releasedAt === undefined ? {} : { releasedAt }),
  }
}

/** A redirect is told in other words here: no token is on the way. */
function asUpdateFailure(error: unknown): unknown {
  if (!(error instanceof Failure) || error.code !== 'redirect_refused') return error
  return new Failure('update_elsewhere', error.message, { facts: error.facts })
}

/** Every hundredth part is told, not every piece that comes in. */
function seldom(tell: (received: number) => void, size: number): (received: number) => void {
  let told = 0
  return (received) => {
    if (received < size && received - told < size / 100) return
    told = received
    tell(received)
  }
}
