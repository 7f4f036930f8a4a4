import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import { serviceClientId } from './clients'
import { escapeMarkup, type Page, showPage } from './page'

export function homePage(issuer: string): Page {
  return {
    title: 'Welcome',
    body: `<h1>A small cloud to try things on</h1>
<p class="lead">Sandbox Cloud speaks OAuth 2 and OpenID Connect like a real provider, with made-up people and a small API behind it.</p>
<dl>
<dt>Issuer</dt><dd><code>${escapeMarkup(issuer)}</code></dd>
<dt>Metadata</dt><dd><a href="/.well-known/openid-configuration">openid-configuration</a></dd>
<dt>API</dt><dd><code>${escapeMarkup(issuer)}/api/v1</code></dd>
<dt>Code entry</dt><dd><a href="/device">Connect a device</a></dd>
<dt>Service account</dt><dd><a href="/service-account">Make a client secret</a></dd>
</dl>`,
  }
}

export function serviceAccountPage(issuer: string, secret?: string): Page {
  const shown = secret
    ? `<dt>Client secret</dt><dd><code class="secret" id="client-secret">${escapeMarkup(secret)}</code></dd>`
    : ''
  return {
    title: 'Service account',
    body: `<h1>Demo service account</h1>
<p class="lead">A program that signs in as itself, with a client ID and a secret. It sees what the whole demo organisation holds.</p>
<dl>
<dt>Token endpoint</dt><dd><code>${escapeMarkup(issuer)}/oauth/token</code></dd>
<dt>Client ID</dt><dd><code id="client-id">${serviceClientId}</code></dd>
${shown}
</dl>
${secret ? '<p class="notice">Copy it now. It is kept only as a hash, so it cannot be shown again.</p>' : ''}
<form method="post" action="/service-account" class="actions spread">
<span class="note">${secret ? '' : 'A new secret replaces the one before.'}</span>
<button class="${secret ? '' : 'primary'}">${secret ? 'Make another secret' : 'Make a new secret'}</button>
</form>`,
  }
}

/** What went wrong before or outside of the way back to the client (RFC 6749 §4.1.2.1). */
export function errorPage(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  showPage(
    ctx,
    problemPage(
      'This sign-in cannot go on',
      out.error_description ?? 'The request made no sense.',
      out.error,
    ),
  )
}

export function problemPage(heading: string, explanation: string, code?: string): Page {
  return {
    title: heading,
    body: `<h1>${escapeMarkup(heading)}</h1>
<p class="lead">Go back to the app that sent you here and start again.</p>
<p class="notice bad">${escapeMarkup(explanation)}</p>
${code ? `<p class="note">In the words of the protocol: <code>${escapeMarkup(code)}</code>.</p>` : ''}`,
  }
}

export function signOutPage(ctx: KoaContextWithOIDC, form: string): void {
  showPage(ctx, {
    title: 'Sign out',
    body: `<h1>Sign out of Sandbox Cloud?</h1>
<p class="lead">Apps that you allowed stay connected. You can disconnect them in the app itself.</p>
${form}
<div class="actions"><button type="submit" form="op.logoutForm">Stay signed in</button><button class="primary" type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button></div>`,
  })
}

export function signedOutPage(ctx: KoaContextWithOIDC): void {
  showPage(ctx, {
    title: 'Signed out',
    body: '<h1>You are signed out</h1><p class="lead">You can close this page.</p>',
  })
}
