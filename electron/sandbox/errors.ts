/**
 * Why the sandbox could not start.
 * - `port_taken`: another program listens on the port this sandbox is known by; a different port would be a different
 *   issuer, and every account connected to the old one would be a stranger's. Closing that program helps.
 * - `state_unreadable`: the state file exists but the system refuses to hand it over. It is left as it is.
 */
export type SandboxErrorCode = 'port_taken' | 'state_unreadable'

export class SandboxError extends Error {
  constructor(
    readonly code: SandboxErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'SandboxError'
  }
}
