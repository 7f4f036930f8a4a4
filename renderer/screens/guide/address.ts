/** https anywhere, or http on this computer: what a token may be sent to. Main decides; this only tells early. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, hash } = new URL(text)
  if (username !== '' || hash !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isThisComputer(hostname))
}

/** Two ways to write one server are one server: without the slash at the end. */
export function sameBase(one: string | undefined, other: string | undefined): boolean {
  return plain(one) === plain(other)
}

function isThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function plain(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return address
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname.replace(/\/+$/, '')}`
}
