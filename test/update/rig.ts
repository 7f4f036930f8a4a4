import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { asFailure, reportOf } from '../../electron/accounts/flows'
import { createTraces, type Traces } from '../../electron/activity/trace'
import { updateSource } from '../../electron/update/source'
import { createUpdates, type Updates, type UpdatesWorld } from '../../electron/update/updates'
import type { UpdateStatus } from '../../shared/update'
import { serve } from '../http/servers'

export interface SigningKey {
  readonly privateKey: KeyObject
  /** As a build brings it. */
  readonly text: string
}

export function makeKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { privateKey, text: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') }
}

export const makers = makeKey()

export type Answer = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void)

/** What lies on an update server, by file name; each description brings its signature. */
export function describeVersion(
  version: string,
  image: string,
  more: {
    readonly key?: SigningKey
    readonly yml?: string
    readonly sha512?: string
    readonly size?: number
    readonly url?: string
    readonly notes?: string
  } = {},
): Record<string, Answer> {
  const name = more.url ?? `Keyfob-${version}.AppImage`
  const sha512 = more.sha512 ?? createHash('sha512').update(image).digest('base64')
  const yml =
    more.yml ??
    [
      `version: ${version}`,
      'files:',
      `  - url: ${name}`,
      `    sha512: ${sha512}`,
      `    size: ${more.size ?? Buffer.byteLength(image)}`,
      `path: ${name}`,
      `sha512: ${sha512}`,
      ...(more.notes === undefined ? [] : [`releaseNotes: ${JSON.stringify(more.notes)}`]),
      "releaseDate: '2026-11-20T10:00:00.000Z'",
    ].join('\n')
  return {
    'latest-linux.yml': yml,
    'latest-linux.yml.sig': signatureOf(yml, more.key),
    [name]: image,
  }
}

export function signatureOf(text: string, key: SigningKey = makers): string {
  return `${sign(null, Buffer.from(text), key.privateKey).toString('base64')}\n`
}

export interface UpdateRig {
  readonly updates: Updates
  readonly traces: Traces
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  /** Every state that was told. */
  readonly told: UpdateStatus[]
  /** What the AppImage that runs holds. */
  image(): Promise<string>
  readonly imageFile: string
  readonly folder: string
  /** Programs that were to be started after the end. */
  readonly relaunched: (string | undefined)[]
  readonly quits: { times: number }
}

/** Keyfob's updates as an AppImage of version 0.1.0, over a server that holds `files`. */
export async function createUpdateRig(
  files: Readonly<Record<string, Answer>>,
  more: {
    readonly world?: Partial<UpdatesWorld>
    readonly keys?: readonly string[]
    /** Another file than the one that runs. */
    readonly image?: string
  } = {},
): Promise<UpdateRig> {
  const folder = await mkdtemp(join(tmpdir(), 'keyfob-update-'))
  const imageFile = join(folder, 'Keyfob.AppImage')
  await writeFile(imageFile, 'the old image')
  const before = process.env.APPIMAGE
  process.env.APPIMAGE = imageFile
  onTestFinished(async () => {
    if (before === undefined) delete process.env.APPIMAGE
    else process.env.APPIMAGE = before
    await rm(folder, { recursive: true, force: true })
  })

  const asked: string[] = []
  const origin = await serve((request, response) => {
    const name = decodeURIComponent((request.url ?? '/').slice(1))
    asked.push(name)
    const answer = files[name]
    if (answer === undefined) response.writeHead(404).end()
    else if (typeof answer === 'function') answer(request, response)
    else response.writeHead(200, { 'content-length': Buffer.byteLength(answer) }).end(answer)
  })

  const relaunched: (string | undefined)[] = []
  const quits = { times: 0 }
  const traces = createTraces({ now: Date.now })
  const built = JSON.stringify({
    url: origin,
    keys: more.keys ?? [makers.text],
    page: 'https://keyfob.example/',
  })
  const updates = createUpdates({
    source: updateSource(built, { updates: true }, true),
    version: '0.1.0',
    platform: 'linux',
    arch: 'x64',
    findInstallation: async () => ({ way: { kind: 'in_place' }, inPlace: 'appimage' }),
    loadEngine: () => import('../../electron/update/installer'),
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    traces,
    installer: {
      folder,
      image: more.image ?? imageFile,
      relaunch: (program) => void relaunched.push(program),
      quit() {
        quits.times += 1
      },
    },
    reportOf: (error) => reportOf(asFailure(error)),
    patience: 5_000,
    ...more.world,
  })
  const told: UpdateStatus[] = []
  updates.changes.subscribe((status) => told.push(status))
  return {
    updates,
    traces,
    asked,
    told,
    image: () => readFile(imageFile, 'utf8'),
    imageFile,
    folder,
    relaunched,
    quits,
  }
}

/** The state as a promise that ends when it has been told. */
export function untilTold(rig: UpdateRig, state: UpdateStatus['state']): Promise<UpdateStatus> {
  return new Promise((resolve) => {
    const end = rig.updates.changes.subscribe((status) => {
      if (status.state !== state) return
      end()
      resolve(status)
    })
  })
}
