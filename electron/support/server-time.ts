/**
 * What time it was at a server when it answered, by its `Date`; `now` where it does not say. Times that it names are to be
 * judged by this: this computer's clock may be wrong. Both in ms since the epoch.
 */
export function serverTime(headers: Headers, now: number): number {
  const told = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(told) ? now : told
}
