import { authorizeDevice } from '../../electron/oauth/device'
import type { HostileServer } from '../hostile/server'
import { clientOf, createRecorder, createSteppedClock, createWorld, neverAborted } from './rig'

/** A device that waits; `script` is what happens while it sleeps for the n-th time. */
export function startDevice(
  server: HostileServer,
  script: readonly (() => void)[] = [],
  signal: AbortSignal = neverAborted,
) {
  const steps = [...script]
  const clock = createSteppedClock(() => steps.shift()?.())
  const record = createRecorder()
  const outcome = authorizeDevice(
    clientOf(server),
    { scopes: ['openid', 'files:read'], signal },
    { ...createWorld({ now: clock.now }), clock },
    record.recorder,
  )
  return { outcome, clock, ...record }
}

export const wait = () => {}
