import { inspect } from 'node:util'
import { withoutControls } from './plain-text'
import { withoutSecrets } from './secret'

/** What looks like a credential, whoever it belongs to: for text that others wrote. */
const lookalikes: readonly (readonly [RegExp, string])[] = [
  // A JSON Web Token or anything encrypted in that form (RFC 7519, RFC 7516). Without a bound on its header, a text
  // that only begins like many of them takes the square of its length.
  [/\beyJ[\w-]{5,1500}\.[\w-]{5,}(?:\.[\w-]*){0,3}/g, '[secret]'],
  // Authorization and DPoP headers (RFC 6750 §2.1, RFC 9449 §7.1, RFC 7617)
  [/\b(Bearer|DPoP|Basic)\s+[\w\-.~+/]{8,}=*/gi, '$1 [secret]'],
  // In a query, a form or JSON: "access_token":"…", code=…, client_secret: '…'
  [
    /((?:access_|refresh_|id_|device_|registration_access_)token|(?:device_|authorization_)?code|code_verifier|client_(?:secret|assertion)|assertion|password|state|nonce)(\\?["']?\s*[=:]\s*\\?["']?)([^\s"'&,;\\}]{6,})/gi,
    '$1$2[secret]',
  ],
  // Marked by their issuers, so that they can be found
  [
    /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|do[opr]_v1_|ya29\.|sk_live_|rk_live_)[\w.-]{8,}/g,
    '[secret]',
  ],
]

/**
 * The one way of any value to where people or files can read it: logs, crash reports, failures. Secrets that are in use
 * are taken out, and so is what looks like one.
 */
export function redact(value: unknown): string {
  return redactText(asText(value))
}

export function redactText(text: string): string {
  let cleaned = withoutSecrets(text)
  for (const [pattern, mask] of lookalikes) cleaned = cleaned.replace(pattern, mask)
  return cleaned
}

type Print = (...values: readonly unknown[]) => void
type Printer = Record<'log' | 'info' | 'warn' | 'error' | 'debug', Print>

/**
 * Sends all that a program prints through `redact`, its own and that of its libraries, and takes out what would steer a
 * terminal.
 */
export function redactPrinting(printer: Printer): void {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const print = printer[level].bind(printer)
    printer[level] = (...values) => print(withoutControls(redactText(values.map(asText).join(' '))))
  }
}

/**
 * Prints what nobody caught, redacted, instead of Electron's dialog or Node's report, which show it raw. The program
 * goes on: what it keeps is safe at every point.
 */
export function printUncaught(
  process: {
    on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown
  },
  print: (text: string) => void,
): void {
  process.on('uncaughtException', (error) => print(`uncaught: ${redact(error)}`))
  process.on('unhandledRejection', (error) => print(`unhandled rejection: ${redact(error)}`))
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: 4, maxStringLength: 2_000 })
}
