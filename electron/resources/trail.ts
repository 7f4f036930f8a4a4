import { createHash } from 'node:crypto'

/**
 * Where a listing has been, as much of it as finding a circle takes: it travels with the name of the next page, so that
 * main keeps nothing per listing. A circle of any length is found by looking at pages 1, 2, 4, 8, … again (Brent's
 * cycle detection); a page that comes twice in a row at once.
 */
export interface Trail {
  /** Pages before this one. */
  readonly step: number
  readonly previous: string
  readonly landmark: string
}

export const start: Trail = { step: 0, previous: '', landmark: '' }

export function isCircle(trail: Trail, mark: string): boolean {
  return mark === trail.previous || mark === trail.landmark
}

/** The trail as the next page gets it. */
export function walkOn(trail: Trail, mark: string): Trail {
  const step = trail.step + 1
  const isLandmark = (step & (step - 1)) === 0
  return { step, previous: mark, landmark: isLandmark ? mark : trail.landmark }
}

/** A short name for a page, the same whenever it holds the same. */
export function markOf(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:${part}`)
  return hash.digest('base64url').slice(0, 16)
}

export function writeNext(trail: Trail, next: string): string {
  return `${trail.step}~${trail.previous}~${trail.landmark}~${next}`
}

/** Whatever comes back from the window: without a trail it is the name of a page alone. */
export function readNext(text: string): { readonly trail: Trail; readonly next: string } {
  const [, step, previous, landmark, next] = /^(\d{1,9})~([\w-]{16})~([\w-]{16})~(.+)$/s.exec(text) ?? []
  if (!step || !previous || !landmark || !next) return { trail: start, next: text }
  return { trail: { step: Number(step), previous, landmark }, next }
}
