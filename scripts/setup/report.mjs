/** A set-up step that could not be done. The message is one sentence with the cause and the cure. */
export class SetupFailure extends Error {
  name = 'SetupFailure'
}

/** Says what a step is about to do: one line, before it is done. */
export function announce(line) {
  console.log(`keyfob: ${line}`)
}

/** Prints a failure as its sentence (anything unexpected with its stack) and makes the process exit with 1. */
export function reportFailure(error) {
  if (error instanceof SetupFailure) console.error(`keyfob: ${error.message}`)
  else console.error(error)
  process.exitCode = 1
}
