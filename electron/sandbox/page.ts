import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { styles } from './pages.css'

const styleHash = `'sha256-${createHash('sha256').update(styles).digest('base64')}'`

const mark = `<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><rect width="28" height="28" rx="8" fill="currentColor"/><path d="M9.6 17.5a3.6 3.6 0 0 1-.3-7.2 5 5 0 0 1 9.5 1.3 3 3 0 0 1-.4 5.9z" fill="#fff"/><path d="M6.5 21h15" stroke="#f0cf8f" stroke-width="2" stroke-linecap="round"/></svg>`

export type Page = { readonly title: string; readonly body: string }

/** A whole HTML document. `body` is markup; whatever a person or client wrote must have passed `escapeMarkup` before. */
export function renderPage({ title, body }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeMarkup(title)} · Sandbox Cloud</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>${styles}</style>
</head>
<body>
<header class="brand">${mark}<span>Sandbox Cloud</span><span class="chip">Demo on this computer</span></header>
<div class="frame"><main>${body}</main></div>
<footer>Nothing here is real. Sandbox Cloud runs on this computer, and only this computer can reach it.</footer>
</body>
</html>`
}

/**
 * Nothing may load or run except our own style and avatars. `formTargets` are the origins that a form may end at,
 * redirects included: browsers count the redirect to the client's address as part of the submission.
 */
export function pageHeaders(formTargets: readonly string[] = []): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      `default-src 'none'`,
      `style-src ${styleHash}`,
      `img-src 'self' data:`,
      `form-action ${["'self'", ...formTargets].join(' ')}`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
    ].join('; '),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}

export function sendPage(response: ServerResponse, status: number, page: Page, formTargets?: string[]): void {
  response.writeHead(status, pageHeaders(formTargets))
  response.end(renderPage(page))
}

/** The same for pages that oidc-provider asks for; it has chosen the status. */
export function showPage(ctx: KoaContextWithOIDC, page: Page): void {
  ctx.set(pageHeaders())
  ctx.body = renderPage(page)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
}
