import type { ErrorOut, errors, KoaContextWithOIDC } from 'oidc-provider'
import { escapeMarkup, showPage } from './page'

/** The pages of the device grant (RFC 8628 §3.3): type the code, confirm it, done. */
export const devicePages = {
  userCodeInputSource(
    ctx: KoaContextWithOIDC,
    _form: string,
    _out?: ErrorOut,
    error?: errors.OIDCProviderError | (Error & { userCode?: string }),
  ): void {
    if (error?.name === 'AbortedError') {
      showPage(ctx, deniedPage)
      return
    }
    const typed = error && 'userCode' in error ? (error.userCode ?? '') : ''
    showPage(ctx, {
      title: 'Connect a device',
      body: `<h1>Type the code from your app</h1>
<p class="lead">The app that sent you here shows a code of eight letters.</p>
${error ? `<p class="notice bad" role="alert">${explain(error.name)}</p>` : ''}
<form method="post" action="/device">${hidden(ctx)}
<p><input class="code" type="text" name="user_code" value="${escapeMarkup(typed)}" aria-label="Code" placeholder="ABCD-EFGH" required autofocus autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="12"></p>
<div class="actions"><button class="primary">Continue</button></div>
</form>`,
    })
  },

  userCodeConfirmSource(
    ctx: KoaContextWithOIDC,
    _form: string,
    client: { clientName?: string | undefined; clientId: string },
    _deviceInfo: unknown,
    userCode: string,
  ): void {
    showPage(ctx, {
      title: 'Is this your code?',
      body: `<h1>Does your app show this code?</h1>
<p class="lead"><strong>${escapeMarkup(client.clientName ?? client.clientId)}</strong> wants to connect. Go on only if you started this yourself, and the code is the same.</p>
<p class="usercode">${escapeMarkup(userCode)}</p>
<form method="post" action="/device" class="actions">${hidden(ctx)}
<input type="hidden" name="user_code" value="${escapeMarkup(userCode)}">
<button name="abort" value="yes">It does not</button><button class="primary" name="confirm" value="yes">Continue</button>
</form>`,
    })
  },

  successSource(ctx: KoaContextWithOIDC): void {
    showPage(ctx, {
      title: 'Connected',
      body: '<h1>Done. Your app is connected.</h1><p class="lead">You can close this page and go back to it.</p>',
    })
  },
}

const deniedPage = {
  title: 'Not connected',
  body: '<h1>Nothing was allowed</h1><p class="lead">The app has been told. You can close this page.</p>',
}

function explain(errorName: string): string {
  switch (errorName) {
    case 'NoCodeError':
      return 'Type the code first.'
    case 'NotFoundError':
      return 'There is no such code. Compare it with the one in your app.'
    case 'ExpiredError':
      return 'This code is too old. Ask your app for a new one.'
    case 'AlreadyUsedError':
      return 'This code has been used already. Ask your app for a new one.'
    default:
      return 'That did not work. Ask your app for a new code.'
  }
}

function hidden(ctx: KoaContextWithOIDC): string {
  const secret = (ctx.oidc.session?.state as { secret?: string } | undefined)?.secret ?? ''
  return `<input type="hidden" name="xsrf" value="${escapeMarkup(secret)}">`
}
