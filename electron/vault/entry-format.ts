import { createHash, randomInt } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../../shared/failure'

/**
 * Bytes an entry may have. The Windows credential manager refuses more than 2,560; the margin is for its own additions.
 * Elsewhere there is no limit to speak of, and a secret of one entry is replaced by one call.
 */
export function largestEntryOn(platform: NodeJS.Platform): number {
  return platform === 'win32' ? 2_400 : Number.POSITIVE_INFINITY
}

/** Bytes of a secret, all pieces together. */
export const largestSecret = 64 * 1024

const version = 1
const head = z.object({
  v: z.literal(version),
  /** Generation: part of the pieces' names, so that a new one never touches the old one's. */
  g: z.number().int().nonnegative(),
  /** Number of pieces; 0: the secret is in `d`. */
  n: z.number().int().min(0).max(100),
  /** First half of the secret's SHA-256, base64url. */
  h: z.string(),
  d: z.string().optional(),
})
export type Head = z.infer<typeof head>
const newerHead = z.object({ v: z.number().gt(version) })

export interface Encoded {
  readonly generation: number
  /** The small entry that names the pieces, or holds the secret itself where it fits. */
  readonly head: string
  readonly pieces: readonly string[]
}

/**
 * A generation that no write has used before: drawn, not counted, since a count would start over wherever the last
 * head could not be seen, and meet the pieces that it names.
 */
export function drawGeneration(): number {
  return randomInt(2 ** 47)
}

/** Lays a secret out over entries of at most so many bytes. Throws `vault_secret_too_large`. */
export function encode(text: string, generation: number, largestEntry: number): Encoded {
  const size = Buffer.byteLength(text)
  if (size > largestSecret) {
    throw new Failure('vault_secret_too_large', `a secret of ${size} bytes is more than ${largestSecret}`)
  }
  const named = { v: version, g: generation, h: digest(text) } as const
  const whole = JSON.stringify({ ...named, n: 0, d: text } satisfies Head)
  if (Buffer.byteLength(whole) <= largestEntry) return { generation, head: whole, pieces: [] }
  const pieces = cut(Buffer.from(text).toString('base64'), largestEntry)
  return { generation, head: JSON.stringify({ ...named, n: pieces.length } satisfies Head), pieces }
}

/** Throws `vault_entry_altered` for what `encode` would not have written, `profile_newer` for a later format. */
export function decodeHead(text: string): Head {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw altered('is not JSON')
  }
  const parsed = head.safeParse(raw)
  if (parsed.success) return parsed.data
  if (newerHead.safeParse(raw).success) {
    throw new Failure('profile_newer', 'a keychain entry was written by a newer Keyfob')
  }
  throw altered('has another form')
}

/** Puts a secret together again and checks it against the head. Throws `vault_entry_altered`. */
export function decode(entry: Head, pieces: readonly (string | null)[]): string {
  if (pieces.some((piece) => piece === null)) throw altered('lacks a piece')
  const text = entry.n === 0 ? (entry.d ?? '') : Buffer.from(pieces.join(''), 'base64').toString('utf8')
  if (digest(text) !== entry.h) throw altered('does not match its checksum')
  return text
}

/** The entry that a secret is found by, whatever letters are in its name: none may pass for a piece of another. */
export function headName(secretName: string): string {
  return secretName.replace(/[%/]/g, encodeURIComponent)
}

export interface Piece {
  readonly generation: number
  readonly index: number
}

export function pieceName(name: string, { generation, index }: Piece): string {
  return `${name}/${generation}.${index}`
}

/** Where an entry that could not be understood is moved to before another takes its place. */
export function asideName(name: string): string {
  return `${name}/set-aside`
}

/** What an entry is by its name, and of which secret. `other`: nothing that may be touched. */
export type EntryKind =
  | { readonly kind: 'head'; readonly name: string }
  | { readonly kind: 'piece'; readonly name: string; readonly piece: Piece }
  | { readonly kind: 'other' }

export function kindOfEntry(entryName: string): EntryKind {
  const [, head, generation, index] = /^([^/]+)\/(\d+)\.(\d+)$/.exec(entryName) ?? []
  if (head !== undefined) {
    const piece = { generation: Number(generation), index: Number(index) }
    return { kind: 'piece', name: secretNameOf(head), piece }
  }
  return entryName.includes('/') ? { kind: 'other' } : { kind: 'head', name: secretNameOf(entryName) }
}

function secretNameOf(head: string): string {
  return head.replaceAll('%2F', '/').replaceAll('%25', '%')
}

function cut(text: string, size: number): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length; start += size) pieces.push(text.slice(start, start + size))
  return pieces
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
}

function altered(how: string): Failure {
  return new Failure('vault_entry_altered', `a keychain entry ${how}`)
}
