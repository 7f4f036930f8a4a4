import type { ConsoleMethod, NameAndValue } from '../../shared/api-console'

/** A request for a POSIX shell. The token is `$TOKEN`, which the shell fills in: it is in no text of ours. */
export function curlCommand(request: {
  readonly method: ConsoleMethod
  readonly url: URL
  readonly headers: readonly NameAndValue[]
  readonly body?: string | undefined
  readonly tokenType: 'Bearer' | 'DPoP'
}): string {
  const { method, url, headers, body, tokenType } = request
  const lines = [
    // Brackets in an address are names of parameters here, not patterns.
    `curl --globoff ${methodOption(method, body)}${shellText(url.href)}`,
    `--header "Authorization: ${tokenType} $TOKEN"`,
    // A proof is made for one request and holds for one only (RFC 9449 §4.2).
    ...(tokenType === 'DPoP' ? ['--header "DPoP: $PROOF"'] : []),
    ...headers.map(
      ([name, value]) => `--header ${shellText(value === '' ? `${name};` : `${name}: ${value}`)}`,
    ),
    ...(body ? [`--data-raw ${shellText(body)}`] : []),
  ]
  return lines.join(' \\\n  ')
}

function methodOption(method: ConsoleMethod, body: string | undefined): string {
  if (method === 'HEAD') return '--head '
  return method === (body ? 'POST' : 'GET') ? '' : `--request ${method} `
}

function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
