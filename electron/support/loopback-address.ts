/** Whether a URL speaks to this computer only (RFC 8252 §7.3); `http` is allowed there and nowhere else. */
export function isLoopback(url: URL): boolean {
  return url.hostname === '127.0.0.1' || url.hostname === '[::1]' || url.hostname === 'localhost'
}

export function isSafeToSend(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

/**
 * Whether a URL leads to this computer by any name: wider than `isLoopback`, and no leave to speak without TLS. `URL` has
 * written every form of an IPv4 address with dots by then, and one that is mapped into IPv6 as two groups.
 */
export function isThisComputer({ hostname }: URL): boolean {
  const host = hostname.replace(/\.$/, '')
  return thisComputer.some((names) => names.test(host))
}

const thisComputer = [
  /^(.+\.)?localhost$/,
  /^127\.\d+\.\d+\.\d+$/,
  /^0\.0\.0\.0$/,
  /^\[::1?\]$/,
  /^\[::(ffff:)?7f[\da-f]{2}:[\da-f]{1,4}\]$/,
  /^\[::ffff:0:0\]$/,
]
