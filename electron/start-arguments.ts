import { z } from 'zod'

/** What a command line asks Keyfob to open. Nothing begins by itself: no browser opens, no token is asked for. */
export type Asked =
  | { readonly kind: 'connect'; readonly providerId: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'account'; readonly accountId: string }

export interface StartArguments {
  /** The first that was understood. */
  readonly asked?: Asked
  /** Names of our arguments that were not understood, or that came after another. Never their values. */
  readonly ignored: readonly string[]
}

const commandLine = z.array(z.string()).max(1_000)
const id = /^[\w.-]{1,100}$/
const names = ['--connect', '--account', '--settings'] as const
type Name = (typeof names)[number]

/**
 * Reads a command line: `--connect <provider id>`, `--account <account id>`, `--settings`; `--connect=<provider id>`
 * means the same. What is not ours belongs to Chromium or to nobody, and is left alone. Another start hands over
 * whatever it likes: `line` is anything until it is read.
 */
export function readStartArguments(line: unknown): StartArguments {
  const parsed = commandLine.safeParse(line)
  if (!parsed.success) return { ignored: ['the command line'] }
  const ignored: string[] = []
  let asked: Asked | undefined
  for (const { name, value } of ours(parsed.data)) {
    const one = asked ? undefined : asFor(name, value)
    if (one) asked = one
    else ignored.push(name)
  }
  return { ...(asked ? { asked } : {}), ignored }
}

/** The command line of a start that asks for nothing: for a restart. */
export function withoutAsked(line: readonly string[]): readonly string[] {
  const taken = new Set(ours(line).flatMap(({ places }) => places))
  return line.filter((_, place) => !taken.has(place))
}

interface Found {
  readonly name: Name
  readonly value?: string
  readonly places: readonly number[]
}

function ours(line: readonly string[]): readonly Found[] {
  return line.flatMap((word, place): readonly Found[] => {
    const name = names.find((known) => word === known || word.startsWith(`${known}=`))
    if (name === undefined) return []
    if (word !== name) return [{ name, value: word.slice(name.length + 1), places: [place] }]
    const next = line[place + 1]
    if (name === '--settings' || next === undefined || next.startsWith('-'))
      return [{ name, places: [place] }]
    return [{ name, value: next, places: [place, place + 1] }]
  })
}

function asFor(name: Name, value: string | undefined): Asked | undefined {
  if (name === '--settings') return value === undefined ? { kind: 'settings' } : undefined
  if (value === undefined || !id.test(value)) return undefined
  return name === '--connect' ? { kind: 'connect', providerId: value } : { kind: 'account', accountId: value }
}
