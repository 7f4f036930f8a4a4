/** Whether a URL speaks to this computer only (RFC 8252 §7.3); `http` is allowed there and nowhere else. */
export function isLoopback(url: URL): boolean {
  return url.hostname === '127.0.0.1' || url.hostname === '[::1]' || url.hostname === 'localhost'
}

export function isSafeToSend(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}
