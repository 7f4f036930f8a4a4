import type { Fetch } from '../support/fetch'
import { isLoopback } from '../support/loopback-address'

const largest = 100_000
const types = /^image\/(png|jpeg|gif|webp|svg\+xml)\b/

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
  // Only the sandbox may point at this computer: a provider's answer must not make Keyfob knock on local services.
  if (isLoopback(url) ? !origins.includes(url.origin) : url.protocol !== 'https:') return undefined
  try {
    const response = await fetch(url.href, { headers: { accept: 'image/*' } })
    const type = types.exec(response.headers.get('content-type') ?? '')?.[0]
    const bytes = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200 || !type || bytes.length > largest) return undefined
    return `data:${type};base64,${bytes.toString('base64')}`
  } catch {
    return undefined
  }
}
