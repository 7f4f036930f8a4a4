import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

const channel = 'http.server.request.start'

/** Resolves when the next request for a path has arrived at a server of this process. */
export function arrivalOf(path: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (message: unknown) => {
      const { request } = message as { readonly request: IncomingMessage }
      if (request.url?.split('?')[0] !== path) return
      unsubscribe(channel, look)
      resolve()
    }
    subscribe(channel, look)
  })
}
