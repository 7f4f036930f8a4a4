import { createHash } from 'node:crypto'
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'

const grantType = 'urn:ietf:params:oauth:grant-type:device_code'

/** Adds what oidc-provider leaves out of RFC 8628. `interval` is in seconds. */
export function completeDeviceGrant(provider: Provider, interval: number): void {
  addPolling(provider, interval)
  restartLostForms(provider)
}

/**
 * The `interval` that a device has to keep between two questions (§3.2), and `slow_down` for one that does not, which
 * makes the interval 5 s longer (§3.5).
 */
function addPolling(provider: Provider, interval: number): void {
  const devices = new Map<string, { asked: number; interval: number }>()

  provider.use(async (context, next) => {
    await next()
    const ctx = context as KoaContextWithOIDC
    if (ctx.path === '/oauth/device' && ctx.status === 200) ctx.body = { ...(ctx.body as object), interval }
    if (ctx.path !== '/oauth/token' || ctx.oidc?.params?.grant_type !== grantType) return
    if ((ctx.body as { error?: string } | null)?.error !== 'authorization_pending') return

    const key = createHash('sha256').update(String(ctx.oidc.params.device_code)).digest('base64url')
    if (devices.size > 1000) devices.clear()
    const now = Date.now()
    const device = devices.get(key)
    const tooSoon = device !== undefined && now - device.asked < device.interval * 1000 - 100
    devices.set(key, { asked: now, interval: (device?.interval ?? interval) + (tooSoon ? 5 : 0) })
    if (tooSoon)
      ctx.body = { error: 'slow_down', error_description: 'asked again before the interval was over' }
  })
}

/**
 * A code that is posted by a browser without a session cookie gets the empty form: oidc-provider would render an error
 * page into a session that it never saved, and fail with a 500 over it.
 */
function restartLostForms(provider: Provider): void {
  provider.use(async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const isLostForm = ctx.method === 'POST' && ctx.path === '/device' && error instanceof TypeError
      if (!isLostForm || !error.message.startsWith('persist ')) throw error
      ctx.status = 303
      ctx.redirect('/device')
    }
  })
}
