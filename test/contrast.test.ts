import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const renderer = join(import.meta.dirname, '..', 'renderer')
const appearances = ['light', 'dark'] as const
type Appearance = (typeof appearances)[number]
type Colour = readonly [red: number, green: number, blue: number, alpha: number]

/** Each with whatever text may stand on it (WCAG 2.2, 1.4.3: 4.5 to 1). */
const texts = {
  'text muted faint accent-text good-ink warn-ink bad-ink': 'bg side surface sunken control-surface selected',
  'text muted json-key json-text json-plain': 'surface sunken',
  'text muted accent-text': 'accent-soft',
  'text muted good-ink': 'good-soft',
  'text muted warn-ink': 'warn-soft',
  'text muted bad-ink': 'bad-soft',
  'accent-ink': 'accent accent-hover',
  'on-bad': 'bad bad-hover',
  'tile-ink tile-accent': 'tile',
} as const

const tokens = new Map(
  [...readFileSync(join(renderer, 'styles', 'tokens.css'), 'utf8').matchAll(/^ {2}--([\w-]+): (.+);$/gm)].map(
    ([, name = '', value = '']) => [name, value],
  ),
)

describe.each(appearances)('in %s', (appearance) => {
  test.each(Object.entries(texts))('%s can be read on %s', (inks, grounds) => {
    const faint = inks.split(' ').flatMap((ink) =>
      grounds.split(' ').flatMap((ground) => {
        const reached = contrast(colourOf(ink, appearance), colourOf(ground, appearance))
        return reached < 4.5 ? [`${ink} on ${ground}: ${reached.toFixed(2)}`] : []
      }),
    )
    expect(faint).toEqual([])
  })

  test('text stays readable under the hand, hovered and held down', () => {
    const faint = ['text', 'muted', 'accent-text'].flatMap((ink) =>
      ['bg', 'side', 'surface'].flatMap((ground) =>
        ['hover', 'press'].flatMap((veil) => {
          const under = over(colourOf(veil, appearance), colourOf(ground, appearance))
          const reached = contrast(colourOf(ink, appearance), under)
          return reached < 4.5 ? [`${ink} on ${ground}, ${veil}: ${reached.toFixed(2)}`] : []
        }),
      ),
    )
    expect(faint).toEqual([])
  })

  test('every rule that sets a text and its ground sets two that go together', () => {
    const rules = stylesheets(renderer).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(
        ([, selector = '', body = '']) => {
          const ink = /(?:^|\s)color: var\(--([\w-]+)\)/.exec(body)?.[1]
          const ground = /background(?:-color)?: var\(--([\w-]+)\)/.exec(body)?.[1]
          return ink === undefined || ground === undefined ? [] : [{ selector: selector.trim(), ink, ground }]
        },
      ),
    )
    const faint = rules.flatMap(({ selector, ink, ground }) => {
      const on = over(colourOf(ground, appearance), colourOf('surface', appearance))
      const reached = contrast(colourOf(ink, appearance), on)
      return reached < 4.5 ? [`${selector}: ${ink} on ${ground}, ${reached.toFixed(2)}`] : []
    })
    expect(rules.length).toBeGreaterThan(10)
    expect(faint).toEqual([])
  })
})

function stylesheets(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => join(folder, name))
}

/** `light-dark(#rrggbb, rgb(r g b / p%))` and what may stand in its place. */
function colourOf(token: string, appearance: Appearance): Colour {
  const value = tokens.get(token)
  if (value === undefined) throw new Error(`no token ${token}`)
  const pair = /^light-dark\((.+), (.+)\)$/.exec(value)
  return parse(pair?.[appearance === 'light' ? 1 : 2] ?? value)
}

function parse(value: string): Colour {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/.exec(value)
  if (hex) return [hexOf(hex[1]), hexOf(hex[2]), hexOf(hex[3]), 1]
  const rgb = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(value)
  if (rgb === null) throw new Error(`no colour ${value}`)
  return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3]), Number(rgb[4]) / 100]
}

const hexOf = (pair = '') => Number.parseInt(pair, 16)

function over([red, green, blue, alpha]: Colour, under: Colour): Colour {
  const mix = (part: number, below: number) => part * alpha + below * (1 - alpha)
  return [mix(red, under[0]), mix(green, under[1]), mix(blue, under[2]), 1]
}

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([red, green, blue]: Colour): number {
  const linear = (part: number) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
