import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../../shared/failure'

/** The Windows credential manager refuses more than 2,560 bytes an entry; the margin is for its own additions. */
export const largestEntry = 2_400
/** Bytes of a secret, all pieces together. */
export const largestSecret = 64 * 1024

const head = z.object({
  v: z.literal(1),
  /** Generation: part of the pieces' names, so that a new one never touches the old one's. */
  g: z.number().int().nonnegative(),
  /** Number of pieces; 0: the secret is in `d`. */
  n: z.number().int().min(0).max(100),
  /** First half of the secret's SHA-256, base64url. */
  h: z.string(),
  d: z.string().optional(),
})
export type Head = z.infer<typeof head>

export interface Encoded {
  /** The small entry that names the pieces, or holds the secret itself where it fits. */
  readonly head: string
  readonly pieces: readonly string[]
}

/** Lays a secret out over entries of at most `largestEntry` bytes. Throws `vault_secret_too_large`. */
export function encode(text: string, generation: number): Encoded {
  const size = Buffer.byteLength(text)
  if (size > largestSecret) {
    throw new Failure('vault_secret_too_large', `a secret of ${size} bytes is more than ${largestSecret}`)
  }
  const whole = JSON.stringify({ v: 1, g: generation, n: 0, h: digest(text), d: text } satisfies Head)
  if (Buffer.byteLength(whole) <= largestEntry) return { head: whole, pieces: [] }
  const pieces = cut(Buffer.from(text).toString('base64'))
  return {
    head: JSON.stringify({ v: 1, g: generation, n: pieces.length, h: digest(text) } satisfies Head),
    pieces,
  }
}

/** Throws `vault_entry_altered` for anything that `encode` would not have written. */
export function decodeHead(text: string): Head {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw altered('is not JSON')
  }
  const parsed = head.safeParse(raw)
  if (!parsed.success) throw altered('has another form')
  return parsed.data
}

/** Puts a secret together again and checks it against the head. Throws `vault_entry_altered`. */
export function decode(entry: Head, pieces: readonly (string | null)[]): string {
  if (pieces.some((piece) => piece === null)) throw altered('lacks a piece')
  const text = entry.n === 0 ? (entry.d ?? '') : Buffer.from(pieces.join(''), 'base64').toString('utf8')
  if (digest(text) !== entry.h) throw altered('does not match its checksum')
  return text
}

export function pieceName(name: string, generation: number, index: number): string {
  return `${name}/${generation}.${index}`
}

function cut(text: string): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length; start += largestEntry)
    pieces.push(text.slice(start, start + largestEntry))
  return pieces
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
}

function altered(how: string): Failure {
  return new Failure('vault_entry_altered', `a keychain entry ${how}`)
}
