import { z } from 'zod'

/** A host name or address, as it stands in a URL: nothing that would end the host or begin another part. */
const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^(\[[0-9a-fA-F:.]+\]|[^\s/:@?#\\,;=[\]]+)$/)

/**
 * One rule of Chromium's list of hosts that are reached without the proxy: `*.acme.example`, `10.0.0.0/8`, `<local>`.
 * `<-loopback>` takes hosts out of that list: what is said to this computer, in plain http, would go to the proxy.
 */
export const bypassRule = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^(?!<-)[^\s,;@]+$/)

export const proxySchemes = ['http', 'https', 'socks5'] as const

/** How Keyfob reaches servers. This computer's own addresses are never sent through a proxy. */
export const proxy = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('system') }),
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({
    mode: z.literal('manual'),
    scheme: z.enum(proxySchemes),
    host,
    port: z.number().int().min(1).max(65_535),
    bypass: z.array(bypassRule).max(100).readonly(),
  }),
  z.strictObject({
    mode: z.literal('script'),
    /** Of a proxy auto-configuration script. No password in it: settings are a plain file. */
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .refine((url) => URL.canParse(url) && new URL(url).username === '' && new URL(url).password === ''),
  }),
])
export type ProxyChoice = Readonly<z.infer<typeof proxy>>

/** A file of certificate authorities that are trusted besides the system's. Public material: only where it is is kept. */
export const authorityFile = z.strictObject({
  path: z.string().min(1).max(4096),
  /** SHA-256 over its certificates: another content is not trusted until it is chosen anew. */
  fingerprint: z.string().regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/),
})
export type AuthorityFile = Readonly<z.infer<typeof authorityFile>>

export interface Authority {
  /** Common name, or the whole subject where it has none. */
  readonly name: string
  /** ms since the epoch. */
  readonly validUntil: number
  readonly fingerprint: string
}

/** The extra authorities as they are now. `changed`: the file is another one than was chosen. */
export type AuthorityStatus =
  | { readonly state: 'none' }
  | {
      readonly state: 'trusted'
      readonly path: string
      readonly authorities: readonly Authority[]
    }
  | { readonly state: 'changed' | 'missing' | 'unreadable'; readonly path: string }
