import { z } from 'zod'
import { Failure } from '../../shared/failure'
import { withoutControls } from '../support/plain-text'
import { isVersion } from './version'

const largestFile = 1024 ** 3
const longestNotes = 20_000

const note = z.object({ version: z.string(), note: z.string().nullish() })
const contents = z.object({
  version: z.string().refine(isVersion),
  files: z
    .array(
      z.object({
        url: z.string().min(1).max(2_000),
        /** base64 */
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
        size: z.number().int().positive().max(largestFile),
      }),
    )
    .min(1)
    .max(50),
  releaseNotes: z.union([z.string(), z.array(note)]).nullish(),
  releaseDate: z.union([z.string(), z.date()]).nullish(),
})

/** One file of a version. Sizes in bytes. */
export interface OfferedFile {
  readonly url: URL
  readonly sha512: string
  readonly size: number
}

/** A version that a server offers: what `latest….yml` says of it. */
export interface Offer {
  readonly version: string
  readonly files: readonly OfferedFile[]
  readonly notes?: string
  /** ms since the epoch */
  readonly releasedAt?: number
}

/** Reads what a description says, its addresses from `from` on. Throws `update_invalid`, `update_elsewhere`. */
export function readOffer(value: unknown, from: URL): Offer {
  const parsed = contents.safeParse(value)
  if (!parsed.success) throw invalid(from)
  const { version, files, releaseNotes, releaseDate } = parsed.data
  const notes = releaseNotes ? notesOf(releaseNotes) : ''
  const releasedAt = releaseDate ? new Date(releaseDate).getTime() : Number.NaN
  return {
    version,
    files: files.map((file) => ({ ...file, url: addressOf(file.url, from) })),
    ...(notes === '' ? {} : { notes }),
    ...(Number.isFinite(releasedAt) ? { releasedAt } : {}),
  }
}

/** The file for this system. Throws `update_unsuitable`. */
export function fileFor({ files, version }: Offer, ending: string, arch: string): OfferedFile {
  const suitable = files.filter(({ url }) => url.pathname.toLowerCase().endsWith(ending))
  const named = suitable.find(({ url }) => archesNamed(url).includes(arch))
  const unnamed = suitable.find(({ url }) => archesNamed(url).length === 0)
  const found = named ?? unnamed
  if (found) return found
  throw new Failure('update_unsuitable', `version ${version} has no file for this system`, {
    facts: { subject: version },
  })
}

const arches: readonly (readonly [RegExp, readonly string[]])[] = [
  [/arm64|aarch64/i, ['arm64']],
  [/x64|x86_64|amd64/i, ['x64']],
  [/ia32|i386|armv7l|armhf/i, ['ia32']],
  [/universal/i, ['arm64', 'x64']],
]

function archesNamed(url: URL): readonly string[] {
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
  return arches.flatMap(([pattern, meant]) => (pattern.test(name) ? meant : []))
}

function addressOf(address: string, from: URL): URL {
  if (!URL.canParse(address, from)) throw invalid(from)
  const url = new URL(address, from)
  if (url.origin === from.origin && !url.username && !url.password) return url
  throw new Failure('update_elsewhere', 'an update lies on another server than its description', {
    facts: { host: from.host, subject: url.host || url.protocol },
  })
}

function notesOf(notes: string | readonly z.infer<typeof note>[]): string {
  const text =
    typeof notes === 'string'
      ? notes
      : notes.map((each) => `${each.version}\n${each.note ?? ''}`.trim()).join('\n\n')
  return withoutControls(text).trim().slice(0, longestNotes)
}

export function invalid({ host }: URL): Failure {
  return new Failure('update_invalid', 'the description of the newest version cannot be understood', {
    facts: { host },
  })
}
