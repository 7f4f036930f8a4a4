import { Failure } from '../../shared/failure'
import type { Fetch } from '../support/fetch'
import { invalid, type Offer, readOffer } from './offer'
import { isSignedByOne, readSignature } from './signature'
import type { UpdateSource } from './source'

/** Name of the description of the newest version, as electron-builder writes it for each system. */
export function descriptionName(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return 'latest.yml'
  if (platform === 'darwin') return 'latest-mac.yml'
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`
}

/**
 * Asks for the newest version. Nothing that the server says is read before its signature was checked against the keys of
 * this build. `fetch` is a guarded one. Throws `update_not_found`, `update_unsigned`, `update_wrongly_signed`,
 * `update_invalid`, `update_elsewhere`, `server_unavailable` and network failures.
 */
export async function readFeed(
  source: UpdateSource,
  name: string,
  world: {
    readonly fetch: Fetch
    readonly parseYaml: (text: string) => unknown
    readonly signal: AbortSignal
  },
): Promise<Offer> {
  const url = new URL(name, source.url)
  const [description, signature] = await Promise.all([
    read(url, 'update_not_found', world),
    read(new URL(`${name}.sig`, source.url), 'update_unsigned', world),
  ])
  const signed = readSignature(signature.toString('latin1'))
  if (!signed) throw failureAt('update_unsigned', url)
  if (!isSignedByOne(description, signed, source.keys)) throw failureAt('update_wrongly_signed', url)
  let value: unknown
  try {
    value = world.parseYaml(description.toString('utf8'))
  } catch {
    throw invalid(url)
  }
  return readOffer(value, url)
}

async function read(
  url: URL,
  missing: 'update_not_found' | 'update_unsigned',
  { fetch, signal }: { readonly fetch: Fetch; readonly signal: AbortSignal },
): Promise<Buffer> {
  const response = await fetch(url.href, { signal })
  if (response.status === 200) return Buffer.from(await response.arrayBuffer())
  const code = response.status >= 500 ? 'server_unavailable' : missing
  throw failureAt(code, url, response.status)
}

function failureAt(code: ConstructorParameters<typeof Failure>[0], { host }: URL, status?: number): Failure {
  return new Failure(code, `${host}: ${code}`, {
    facts: { host, ...(status === undefined ? {} : { status }) },
  })
}
