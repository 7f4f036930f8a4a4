/** The part of `fetch` that Keyfob uses: Node's in tests, Chromium's stack in the app. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** Statuses whose responses have no body, and cannot be made with one (Fetch, "null body status"). */
export const bodyless: ReadonlySet<number> = new Set([204, 205, 304])
