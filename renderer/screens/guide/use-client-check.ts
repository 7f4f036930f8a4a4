import { useEffect, useState } from 'react'
import type { ClientAddress, ClientCheck } from '../../../shared/client'
import { useApp } from '../../app-context'

/** What is in the two fields just now, as it was pasted. */
export interface ClientEntry {
  readonly clientId: string
  readonly credential: string
}

const pause = 120

/**
 * Has main look at what is pasted while it is pasted, the newest last. Null: nothing is there to be looked at, or it
 * is being looked at. Nothing of it leaves this computer.
 */
export function useClientCheck(
  address: ClientAddress,
  { clientId, credential }: ClientEntry,
): ClientCheck | null {
  const { keyfob } = useApp()
  const { providerId, base } = address
  const [check, setCheck] = useState<ClientCheck | null>(null)

  useEffect(() => {
    setCheck(null)
    if (clientId === '') return
    let open = true
    const timer = setTimeout(() => {
      keyfob.checkClient(pastedClient({ providerId, base }, { clientId, credential })).then(
        (found) => open && setCheck(found),
        () => undefined,
      )
    }, pause)
    return () => {
      open = false
      clearTimeout(timer)
    }
  }, [keyfob, providerId, base, clientId, credential])

  return check
}

/** The entry as main takes it: an empty secret is none. */
export function pastedClient({ providerId, base }: ClientAddress, { clientId, credential }: ClientEntry) {
  return {
    providerId,
    ...(base === undefined ? {} : { base }),
    clientId,
    ...(credential === '' ? {} : { credential }),
  }
}
