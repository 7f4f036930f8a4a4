import { z } from 'zod'
import { readJsonFile } from './support/json-file'

const whole = z.number().int().min(-100_000).max(100_000)

/** Where the window was: its place while it is not maximised, in the screen's own points. */
export const windowPlace = z.object({
  x: whole,
  y: whole,
  width: whole.min(200),
  height: whole.min(200),
  isMaximized: z.boolean(),
  /** 1: the usual size. */
  zoom: z.number().min(0.5).max(3),
})
export type WindowPlace = Readonly<z.infer<typeof windowPlace>>

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Undefined: nothing that can be used. A place is not worth a word to the person. */
export async function readWindowPlace(file: string): Promise<WindowPlace | undefined> {
  const content = await readJsonFile(file).catch(() => undefined)
  return content?.kind === 'read' ? windowPlace.safeParse(content.value).data : undefined
}

/** How much of the title bar must be on a screen, so that the window can be taken hold of. Points. */
const grip = { width: 120, height: 24 } as const

/**
 * Where to open the window: where it was, cut to the screen it is on, as long as its title bar can be reached there.
 * Undefined: the middle of the main screen will do.
 */
export function fittingPlace(place: WindowPlace, workAreas: readonly Area[]): Area | undefined {
  const screen = workAreas
    .map((area) => ({ area, shared: overlap(place, area) }))
    .toSorted((one, other) => other.shared - one.shared)[0]
  if (!screen || !canBeGripped(place, screen.area)) return undefined
  const { area } = screen
  const width = Math.min(place.width, area.width)
  const height = Math.min(place.height, area.height)
  return { x: place.x, y: Math.max(place.y, area.y), width, height }
}

function canBeGripped(place: Area, area: Area): boolean {
  const shown = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  const isTopShown = place.y >= area.y - 1 && place.y <= area.y + area.height - grip.height
  return shown >= grip.width && isTopShown
}

function overlap(one: Area, other: Area): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return Math.max(0, width) * Math.max(0, height)
}

const steps = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const

/** The next step from `zoom`: larger, smaller, or the usual size. */
export function nextZoom(zoom: number, direction: 1 | -1 | 0): number {
  if (direction === 0) return 1
  if (direction === 1) return steps.find((step) => step > zoom + 0.01) ?? 3
  return steps.findLast((step) => step < zoom - 0.01) ?? 0.5
}
