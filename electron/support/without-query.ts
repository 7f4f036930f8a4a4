/** An address as it may be shown and compared: what its query says is nobody's business. */
export function withoutQuery(address: string): string {
  const url = new URL(address)
  return `${url.origin}${url.pathname}`
}
