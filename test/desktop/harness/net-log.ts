import { readFileSync } from 'node:fs'

export interface NetLog {
  /** Names that were asked for, or that were to be looked up. */
  readonly names: readonly string[]
  /** `address:port` of every connection that was tried, and of everything that was sent by UDP. */
  readonly addresses: readonly string[]
  /** Addresses of requests, whether or not they came to a connection. */
  readonly urls: readonly string[]
}

/** Where Chromium's log of its network (`--log-net-log`) says who was spoken to. */
const places = {
  names: [
    ['DNS_TRANSACTION', 'hostname'],
    ['HOST_RESOLVER_MANAGER_REQUEST', 'host'],
  ],
  addresses: [
    ['TCP_CONNECT_ATTEMPT', 'address'],
    ['UDP_BYTES_SENT', 'address'],
  ],
  urls: [
    ['URL_REQUEST_START_JOB', 'url'],
    ['CORS_REQUEST', 'url'],
  ],
} as const

/**
 * Reads what a run of the app with `--log-net-log=FILE` has written. A log whose end is missing, as the app was ended,
 * is read as far as it goes.
 *
 * @throws Error for a log of another kind, so that an empty one is not taken for silence
 */
export function readNetLog(file: string): NetLog {
  const [head = '', , ...lines] = readFileSync(file, 'utf8').split('\n')
  const { logEventTypes } = JSON.parse(head.replace(/^\{"constants":/, '').replace(/,\s*$/, '')) as {
    logEventTypes: Record<string, number>
  }
  const events = lines.flatMap((line) => eventIn(line) ?? [])
  if (events.length === 0) throw new Error('the log of the network is empty')

  function valuesAt(kind: keyof typeof places): readonly string[] {
    const found = places[kind].flatMap(([name, parameter]) => {
      const type = logEventTypes[name]
      if (type === undefined) throw new Error(`this Chromium logs no ${name}`)
      return events.flatMap((event) => (event.type === type ? (event.params?.[parameter] ?? []) : []))
    })
    return [...new Set(found.map(String))].sort()
  }
  const names = valuesAt('names').map((name) => name.replace(/^\w+:\/\//, '').replace(/\.?(:\d+)?$/, ''))
  return { names: [...new Set(names)], addresses: valuesAt('addresses'), urls: valuesAt('urls') }
}

interface LoggedEvent {
  readonly type: number
  readonly params?: Readonly<Record<string, unknown>>
}

/** One event a line; the last one may be broken off or close the list. */
function eventIn(line: string): LoggedEvent | undefined {
  const text = line.replace(/[,\]]*\s*$/, '')
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text) as LoggedEvent
  } catch {
    return undefined
  }
}
