import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { UpdateHindrance } from '../../shared/update'
import { isLoopback } from '../support/loopback-address'
import { readUpdateKey } from './signature'

const contents = z.strictObject({
  /** Folder with `latest….yml`, its signature and the files that it names. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  keys: z.array(z.string()).max(10).default([]),
  /** Who may have signed a Windows installer, as its certificate names them. */
  publishers: z.array(z.string().min(1)).max(10).default([]),
  /** For people: where versions can be downloaded. */
  page: z.url({ protocol: /^https$/ }).optional(),
})

const nothing: z.infer<typeof contents> = { keys: [], publishers: [] }

/** Where updates come from, and whose signature they carry. */
export interface UpdateSource {
  /** Ends in a slash. */
  readonly url: URL
  readonly keys: readonly KeyObject[]
  readonly publishers: readonly string[]
  readonly page: string
}

/**
 * `built` is the JSON text that the build was given, empty for none; keys come from there alone. A policy may name
 * another address, since what lies there has to carry the same signature. `mayBeLoopback` is for tests.
 */
export function updateSource(
  built: string,
  policy: { readonly updates: boolean; readonly updateUrl?: string },
  mayBeLoopback: boolean,
): UpdateSource | UpdateHindrance {
  if (!policy.updates) return 'policy'
  const { url: own, keys: texts, publishers, page } = readBuilt(built)
  const address = policy.updateUrl ?? own
  if (address === undefined) return 'no_address'
  const url = new URL(address.endsWith('/') ? address : `${address}/`)
  if (url.protocol !== 'https:' && !(mayBeLoopback && isLoopback(url))) return 'no_address'
  if (url.username || url.password) return 'no_address'
  const keys = texts.map(readUpdateKey).filter((key) => key !== undefined)
  // A key that cannot be read would silently be one less to trust.
  if (keys.length === 0 || keys.length < texts.length) return 'no_key'
  return { url, keys, publishers, page: page ?? url.href }
}

function readBuilt(text: string): z.infer<typeof contents> {
  if (text.trim() === '') return nothing
  const parsed = contents.safeParse(asJson(text))
  if (parsed.success) return parsed.data
  console.error('updates of this build: not understood')
  return nothing
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
