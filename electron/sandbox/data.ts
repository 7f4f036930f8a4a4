import { createHash } from 'node:crypto'
import type { Person } from './people'
import { pick, randomFor } from './random'

/** What people hold. Every row follows from the person and its number, so nothing is stored and nothing drifts. */

export type Server = {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly region: string
  readonly size: string
  readonly vcpus: number
  readonly memory_bytes: number
  readonly disk_bytes: number
  readonly ipv4: string
  readonly tags: readonly string[]
  readonly monthly_price_cents: number
  readonly created_at: string
  readonly web_url: string
}

export const eventTotal = 100_000

const mebibyte = 1024 * 1024
const gibibyte = 1024 * mebibyte
const newest = Date.UTC(2025, 10, 1)
const hour = 3_600_000

const regions = ['ams1', 'fra2', 'lon1', 'nyc3', 'sgp1', 'syd1']
const sizes = [
  { size: 's-1', vcpus: 1, memory: 1, disk: 25, cents: 600 },
  { size: 's-2', vcpus: 2, memory: 4, disk: 80, cents: 2400 },
  { size: 'm-4', vcpus: 4, memory: 16, disk: 160, cents: 8400 },
  { size: 'c-16', vcpus: 16, memory: 64, disk: 640, cents: 38_400 },
] as const
const states = ['running', 'running', 'running', 'running', 'stopped', 'starting', 'failed']
const roles = ['api', 'web', 'db', 'cache', 'queue', 'worker', 'build', 'edge', 'mail', 'search']
const kinds = ['backups', 'assets', 'logs', 'exports', 'media', 'models', 'invoices', 'archive']
const files: readonly (readonly [string, string])[] = [
  ['jpg', 'image/jpeg'],
  ['json', 'application/json'],
  ['csv', 'text/csv'],
  ['tar.gz', 'application/gzip'],
  ['pdf', 'application/pdf'],
]
const actions = [
  'server.started',
  'server.stopped',
  'bucket.read',
  'token.renewed',
  'sign_in',
  'snapshot.taken',
]

/** Names that break tables, spreadsheets and markup; mixed into the rows of the person who is called that way. */
const awkwardNames = [
  '<img src=x onerror=alert(1)>',
  '=1+2";=HYPERLINK("http://x")',
  'naïve-サーバー-🛰️-مرحبا',
  'a'.repeat(180),
  '  leading and trailing  ',
  '"; DROP TABLE servers; --',
  '../../etc/passwd',
  'line\nbreak\tand tab',
]

export function serverAt(person: Person, index: number, base: string): Server {
  const random = randomFor(`${person.id} server ${index}`)
  const { size, vcpus, memory, disk, cents } = pick(sizes, random)
  const region = pick(regions, random)
  const id = `srv-${pad(index)}-${tag(`${person.id} server ${index}`)}`
  return {
    id,
    name: nameFor(person, index, `${pick(roles, random)}-${region}-${pad(index, 2)}`),
    status: pick(states, random),
    region,
    size,
    vcpus,
    memory_bytes: memory * gibibyte,
    disk_bytes: disk * gibibyte,
    ipv4: `192.0.2.${(index % 254) + 1}`,
    tags: [pick(['production', 'staging', 'test'], random), pick(roles, random)],
    monthly_price_cents: cents,
    created_at: ago(random, 900 * 24),
    web_url: `${base}/console/servers/${id}`,
  }
}

export function snapshotsOf(server: Server) {
  const random = randomFor(`snapshots ${server.id}`)
  return Array.from({ length: Math.floor(random() * 6) }, (_, index) => ({
    id: `snp-${pad(index, 2)}-${tag(`${server.id} ${index}`)}`,
    server_id: server.id,
    name: `${server.name} (${['weekly', 'before update', 'by hand'][index % 3]})`,
    size_bytes: Math.floor(random() * server.disk_bytes),
    created_at: ago(random, 90 * 24),
  }))
}

export function bucketAt(person: Person, index: number, base: string) {
  const random = randomFor(`${person.id} bucket ${index}`)
  const id = `bkt-${pad(index)}-${tag(`${person.id} bucket ${index}`)}`
  const name = `${person.givenName
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')}-${kinds[index % kinds.length]}-${index}`
  return {
    id,
    name: nameFor(person, index + 3, name),
    region: pick(regions, random),
    file_count: fileCount(person, index),
    size_bytes: Math.floor(random() * 900) * gibibyte,
    public: random() < 0.2,
    created_at: ago(random, 1200 * 24),
    web_url: `${base}/console/buckets/${id}`,
  }
}

/** Between none and a few thousand; the first bucket always needs several pages. */
export function fileCount(person: Person, bucket: number): number {
  return bucket === 0 ? 1234 : Math.floor(randomFor(`${person.id} files ${bucket}`)() ** 3 * 4000)
}

export function fileAt(person: Person, bucket: number, index: number) {
  const key = `${person.id} file ${bucket} ${index}`
  const random = randomFor(key)
  const [extension, type] = pick(files, random)
  const day = ago(random, 700 * 24)
  return {
    key: `${day.slice(0, 7).replace('-', '/')}/${pick(roles, random)}-${pad(index)}.${extension}`,
    size_bytes: Math.floor(random() ** 4 * 8 * gibibyte),
    content_type: type,
    etag: tag(key),
    modified_at: day,
  }
}

/** Newest first, one a month. Amounts are in cents; the awkward person has a negative and a huge one. */
export function invoiceAt(person: Person, index: number, base: string) {
  const random = randomFor(`${person.id} invoice ${index}`)
  const date = new Date(Date.UTC(2025, 9 - index, 1)).toISOString().slice(0, 10)
  const id = `inv-${pad(index)}-${tag(`${person.id} invoice ${index}`)}`
  const awkward = person.givenName === 'Émile' ? [-4200, Number.MAX_SAFE_INTEGER, 0][index] : undefined
  return {
    id,
    number: `SC-${date.slice(0, 7)}-${pad(index, 3)}`,
    date,
    amount_cents: awkward ?? Math.floor(random() * 240_000) + 400,
    currency: person.givenName === 'Grace' ? 'USD' : 'EUR',
    status: index === 0 ? 'open' : 'paid',
    web_url: `${base}/console/invoices/${id}`,
  }
}

/** Event 0 is the newest; ten minutes lie between two. */
export function eventAt(person: Person, index: number) {
  const random = randomFor(`${person.id} event ${index}`)
  return {
    id: `evt-${String(index).padStart(6, '0')}`,
    at: new Date(newest - index * 600_000).toISOString(),
    action: pick(actions, random),
    actor: random() < 0.7 ? person.name : 'system',
    ip: `198.51.100.${Math.floor(random() * 254) + 1}`,
    ok: random() > 0.03,
  }
}

/** The number inside an id that `…At` made; undefined for any other string. */
export function indexOf(id: string): number | undefined {
  const found = /^[a-z]{3}-(\d{5})-[0-9a-f]{6}$/.exec(id)?.[1]
  return found === undefined ? undefined : Number(found)
}

export function tag(seed: string): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, 6)
}

function nameFor(person: Person, index: number, ordinary: string): string {
  return person.givenName === 'Émile' ? (awkwardNames[index % awkwardNames.length] ?? ordinary) : ordinary
}

function ago(random: () => number, hours: number): string {
  return new Date(newest - Math.floor(random() * hours) * hour).toISOString()
}

function pad(index: number, length = 5): string {
  return String(index).padStart(length, '0')
}
