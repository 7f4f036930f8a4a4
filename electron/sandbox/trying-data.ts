import { tag } from './data'
import type { Person } from './people'
import { pick, randomFor } from './random'

/** What the lists hold that try a client's patience. As elsewhere, every row follows from the person and its number. */

export const jobTotal = 300
export const lineTotal = 500
export const reportTotal = 60

const newest = Date.UTC(2025, 10, 1)
const hour = 3_600_000
const gibibyte = 1024 ** 3
const jobNames = ['Nightly backup', 'Build image', 'Rotate keys', 'Resize disk', 'Move region', 'Scan files']
const jobStates = ['done', 'done', 'done', 'done', 'done', 'failed', 'cancelled']
const levels = ['info', 'info', 'info', 'info', 'warning', 'error']
const sources = ['api-ams1', 'web-fra2', 'db-lon1', 'cache-nyc3', 'worker-sgp1', 'edge-syd1']
const messages = [
  'request finished',
  'connection closed by peer',
  'cache refilled',
  'disk above 80 %',
  'health check passed',
  'certificate renewed',
]

/** Job 0 is the newest; an hour lies between two. */
export function jobAt(person: Person, index: number) {
  const random = randomFor(`${person.id} job ${index}`)
  return {
    id: `job-${String(index).padStart(5, '0')}-${tag(`${person.id} job ${index}`)}`,
    name: `${pick(jobNames, random)} #${jobTotal - index}`,
    status: index === 0 ? 'running' : pick(jobStates, random),
    duration_seconds: Math.floor(random() ** 2 * 3600) + 4,
    started_at: new Date(newest - index * hour).toISOString(),
  }
}

/** Line 0 is the newest; about a minute lies between two. */
export function lineAt(person: Person, index: number) {
  const random = randomFor(`${person.id} line ${index}`)
  return {
    id: `log-${String(index).padStart(5, '0')}`,
    at: new Date(newest - index * 61_000).toISOString(),
    level: pick(levels, random),
    source: pick(sources, random),
    message: pick(messages, random),
  }
}

/** Newest first, one a week. */
export function reportAt(person: Person, index: number) {
  const random = randomFor(`${person.id} report ${index}`)
  const week = new Date(newest - index * 7 * 24 * hour).toISOString()
  return {
    id: `rep-${String(index).padStart(5, '0')}-${tag(`${person.id} report ${index}`)}`,
    title: `Use in the week before ${week.slice(0, 10)}`,
    requests: Math.floor(random() * 2_000_000),
    transferred_bytes: Math.floor(random() * 400) * gibibyte,
    made_at: week,
  }
}
