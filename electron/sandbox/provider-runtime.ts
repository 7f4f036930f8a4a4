import type { Provider as ProviderType } from 'oidc-provider'

export type ProviderModule = {
  readonly Provider: typeof ProviderType
  readonly interactionPolicy: typeof import('oidc-provider')['interactionPolicy']
  readonly errors: typeof import('oidc-provider')['errors']
}

let loading: Promise<ProviderModule> | undefined

/** Loads oidc-provider on first use; its import costs time and memory that most starts of the app never need. */
export function loadProvider(): Promise<ProviderModule> {
  loading ??= importQuietly()
  return loading
}

async function importQuietly(): Promise<ProviderModule> {
  addUrlParse()
  const warn = console.warn
  // It recommends a newer Node than Electron's at every import; the one thing it needs of it is added above.
  console.warn = (...parts: unknown[]) => {
    if (!String(parts[0]).includes('Unsupported runtime')) warn(...parts)
  }
  try {
    const { Provider, interactionPolicy, errors } = await import('oidc-provider')
    return { Provider, interactionPolicy, errors }
  } finally {
    console.warn = warn
  }
}

/** `URL.parse` exists from Node 22.1 on; oidc-provider calls it. */
function addUrlParse(): void {
  if (typeof URL.parse === 'function') return
  Object.defineProperty(URL, 'parse', {
    configurable: true,
    writable: true,
    value: (url: string, base?: string) => (URL.canParse(url, base) ? new URL(url, base) : null),
  })
}
