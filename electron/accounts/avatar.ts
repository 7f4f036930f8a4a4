import { isIP } from 'node:net'
import type { Fetch } from '../support/fetch'
import { isLoopback } from '../support/loopback-address'

const largest = 100_000

/**
 * Fetches a picture as a `data:` URI, so that the window loads nothing from anywhere. Sent without a token, over https
 * or to the provider's own loopback. A picture that cannot be had is no failure: there is just none.
 */
export async function fetchAvatar(
  address: string | undefined,
  origins: readonly string[],
  fetch: Fetch,
): Promise<string | undefined> {
  if (!address || !URL.canParse(address)) return undefined
  const url = new URL(address)
  const isOwn = origins.includes(url.origin)
  if (url.protocol !== 'https:' && !(isLoopback(url) && isOwn)) return undefined
  // A provider's answer must not make Keyfob knock on other doors of this computer or its network.
  if (isInside(url) && !isOwn) return undefined
  try {
    const response = await fetch(url.href, { headers: { accept: 'image/*' } })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200 || bytes.length > largest) return undefined
    const type = pictureType(bytes) ?? (isLoopback(url) ? drawingType(response) : undefined)
    return type && `data:${type};base64,${bytes.toString('base64')}`
  } catch {
    return undefined
  }
}

/** What is at a bare address, or has a name that only this network knows. */
function isInside({ hostname }: URL): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  return isIP(name) !== 0 || !name.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(name)
}

/** First bytes, and what comes after the length that follows them. */
const beginnings = [
  ['image/png', '89504e470d0a1a0a', ''],
  ['image/jpeg', 'ffd8ff', ''],
  ['image/gif', '474946383761', ''],
  ['image/gif', '474946383961', ''],
  ['image/webp', '52494646', '57454250'],
] as const

/** By its first bytes: a server may call anything a picture. */
function pictureType(bytes: Buffer): string | undefined {
  const start = bytes.toString('hex', 0, 8)
  const further = bytes.toString('hex', 8, 12)
  return beginnings.find(([, first, second]) => start.startsWith(first) && further.startsWith(second))?.[0]
}

/** A drawing is a program for the window to run, if a tame one: only the sandbox draws. */
function drawingType(response: Response): string | undefined {
  return /^image\/svg\+xml\b/.exec(response.headers.get('content-type') ?? '')?.[0]
}
