type Cookie = { readonly name: string; readonly value: string; readonly path: string }

/** Enough of RFC 6265 for one server: paths and deletion. */
export function createCookieJar() {
  let cookies: readonly Cookie[] = []

  return {
    header(url: URL): string {
      return cookies
        .filter(({ path }) => url.pathname === path || path === '/' || url.pathname.startsWith(`${path}/`))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
    },

    store(url: URL, setCookies: readonly string[]): void {
      for (const line of setCookies) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
        const attribute = (wanted: string) =>
          attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
        const name = pair.slice(0, pair.indexOf('='))
        const path = attribute('path') ?? url.pathname.replace(/\/[^/]*$/, '')
        const isGone = Date.parse(attribute('expires') ?? '') <= Date.now() || attribute('max-age') === '0'
        cookies = cookies.filter((cookie) => cookie.name !== name || cookie.path !== path)
        if (!isGone)
          cookies = [...cookies, { name, value: pair.slice(pair.indexOf('=') + 1), path: path || '/' }]
      }
    },
  }
}
