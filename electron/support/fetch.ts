/** The part of `fetch` that Keyfob uses: Node's in tests, Chromium's stack in the app. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>
