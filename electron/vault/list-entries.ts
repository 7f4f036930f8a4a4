import { z } from 'zod'
import type { SideProcess } from '../support/side-process'

const answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('names'), names: z.array(z.string()) }),
  z.object({ type: z.literal('failed'), message: z.string() }),
])

/** All other calls to the keychain wait meanwhile; a thousand entries take a second and a half. ms */
const patience = 8_000

/**
 * Asks a process of its own (`list-process.ts`) for the names of a service's entries: libsecret ends the process that
 * lists entries while another program removes one. Only names come back. Throws what the keychain said, or that the
 * process ended.
 */
export function listInOwnProcess(start: () => SideProcess, service: string): Promise<readonly string[]> {
  const child = start()
  const timer = setTimeout(() => child.kill(), patience)
  return new Promise<readonly string[]>((resolve, reject) => {
    child.onExit(() => reject(new Error('the listing ended before it answered')))
    child.onMessage((message) => {
      const parsed = answer.safeParse(message)
      if (!parsed.success) return
      if (parsed.data.type === 'names') resolve(parsed.data.names)
      else reject(new Error(parsed.data.message))
    })
    child.postMessage({ service })
  }).finally(() => {
    clearTimeout(timer)
    child.kill()
  })
}
