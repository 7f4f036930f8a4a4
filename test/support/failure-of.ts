import { Failure } from '../../shared/failure'

/** The failure that a function ends in, or that a promise is rejected with. Throws when it ends well. */
export function failureOf(task: () => unknown): Failure
export function failureOf(task: Promise<unknown>): Promise<Failure>
export function failureOf(task: (() => unknown) | Promise<unknown>): Failure | Promise<Failure> {
  if (typeof task !== 'function') return task.then(endedWell, asFailure)
  let result: unknown
  try {
    result = task()
  } catch (error) {
    return asFailure(error)
  }
  return endedWell(result)
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  throw error
}

function endedWell(result: unknown): never {
  throw new Error(`it ended well, with ${String(result).slice(0, 80)}`)
}
