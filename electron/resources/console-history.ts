import { randomUUID } from 'node:crypto'
import type { ConsoleEntry, ConsoleRequest, NameAndValue } from '../../shared/api-console'
import { withoutSecrets } from '../support/secret'
import { isJson } from './console-rules'

export interface ConsoleHistory {
  add(entry: Omit<ConsoleEntry, 'id' | 'masked'>): void
  /** Newest first. */
  list(): readonly ConsoleEntry[]
  clear(): void
}

const mostKept = 200
const mask = '••••'
const soundsSecret =
  /secret|passw|passphrase|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|signature|assertion|^x?-?auth|^pwd$|^code$/i

/** Requests of this run. What sounds like a secret is masked before it is kept. */
export function createConsoleHistory(): ConsoleHistory {
  let entries: readonly ConsoleEntry[] = []
  return {
    add(entry) {
      const request = withoutSecretValues(entry.request)
      const masked = JSON.stringify(request) !== JSON.stringify(entry.request)
      entries = [{ ...entry, request, masked, id: randomUUID() }, ...entries].slice(0, mostKept)
    },
    list: () => entries,
    clear() {
      entries = []
    },
  }
}

function withoutSecretValues(request: ConsoleRequest): ConsoleRequest {
  return {
    ...request,
    address: addressWithoutSecrets(request.address),
    query: request.query.map(pairWithoutSecrets),
    headers: request.headers.map(pairWithoutSecrets),
    ...(request.body === undefined ? {} : { body: bodyWithoutSecrets(request.body) }),
  }
}

function pairWithoutSecrets([name, value]: NameAndValue): NameAndValue {
  return [name, soundsSecret.test(name) ? mask : withoutSecrets(value)]
}

function addressWithoutSecrets(address: string): string {
  return withoutSecrets(address).replace(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark: string, name: string) =>
    soundsSecret.test(name) ? `${mark}${name}=${mask}` : whole,
  )
}

function bodyWithoutSecrets(body: string): string {
  const clean = withoutSecrets(body)
  if (!isJson(clean)) return clean.replace(/(^|&)([^=&\s]+)=([^&]*)/g, maskFormField)
  return clean.replace(
    /("((?:[^"\\]|\\.)*)"\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)/g,
    (whole, start: string, name: string) => (soundsSecret.test(name) ? `${start}"${mask}"` : whole),
  )
}

function maskFormField(whole: string, start: string, name: string): string {
  return soundsSecret.test(name) ? `${start}${name}=${mask}` : whole
}
