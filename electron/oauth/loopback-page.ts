import { createHash } from 'node:crypto'

const style = `
:root { color-scheme: light dark; --bg: #f7f6f3; --surface: #fff; --line: #e3e0d9; --text: #1d1b18; --muted: #68645c; --accent: #4449c9; --mark: #fff }
@media (prefers-color-scheme: dark) { :root { --bg: #17171a; --surface: #1f1f23; --line: #2d2d33; --text: #ecebe8; --muted: #a5a29b; --accent: #8c91ff; --mark: #14142b } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--bg); color: var(--text); font: 15px/1.5 Inter, system-ui, sans-serif }
main { width: min(420px, calc(100vw - 32px)); padding: 28px; background: var(--surface); border: 1px solid var(--line); border-radius: 16px; text-align: center }
svg { width: 44px; height: 44px; fill: none; stroke: var(--mark); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round }
svg rect { fill: var(--accent); stroke: none }
h1 { margin: 16px 0 4px; font-size: 20px; font-weight: 650 }
p { margin: 0; color: var(--muted) }
`.trim()

const mark =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6"/>' +
  '<g transform="translate(4.8 4.8) scale(.6)"><circle cx="7.5" cy="15.5" r="5.5"/><path d="m21 2-9.6 9.6"/><path d="m15.5 7.5 3 3L22 7l-3-3"/></g></svg>'

/** What the browser may do on the page: show its own style, and nothing else. */
export const pageSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const pages = {
  received: {
    title: 'You can close this tab',
    text: 'Keyfob has what it needs. Continue in its window.',
  },
  refused: {
    title: 'Not connected',
    text: 'Nothing was allowed. Keyfob says more in its own window; you can close this tab.',
  },
  stranger: {
    title: 'This is not for Keyfob',
    text: 'The address does not belong to a sign-in that Keyfob is waiting for. Nothing has been changed.',
  },
  used: {
    title: 'Already used',
    text: 'This sign-in has been handed to Keyfob before. You can close this tab.',
  },
} as const
export type LoopbackPage = keyof typeof pages

/** The page a browser ends on: plain words, no script, nothing of the request in it. */
export function loopbackPage(page: LoopbackPage): string {
  const { title, text } = pages[page]
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Keyfob</title><meta name="viewport" content="width=device-width"><style>${style}</style></head><body><main>${mark}<h1>${title}</h1><p>${text}</p></main></body></html>`
}
