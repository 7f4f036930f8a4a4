/** What finding the browser touches. */
export interface BrowserWorld {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What a program prints; rejects when it cannot be run or fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>
  /** What the system says opens such addresses; empty: nothing (macOS and Windows). */
  readonly applicationFor: (url: string) => string
}

/**
 * Name of the program that opens web pages. On Linux in the order that `xdg-open` goes by: the desktop's own setting,
 * the file associations, `$BROWSER`. Undefined: there is none.
 */
export async function findBrowser(world: BrowserWorld): Promise<string | undefined> {
  if (world.platform !== 'linux') return world.applicationFor('https://') || undefined
  const told = await firstOf([
    () => world.run('xdg-settings', ['get', 'default-web-browser']),
    () => world.run('xdg-mime', ['query', 'default', 'x-scheme-handler/https']),
    async () => world.environment.BROWSER?.split(':')[0] ?? '',
  ])
  return told === undefined ? undefined : asName(told)
}

async function firstOf(ways: readonly (() => Promise<string>)[]): Promise<string | undefined> {
  for (const way of ways) {
    const answer = (await way().catch(() => '')).trim()
    if (answer !== '') return answer
  }
  return undefined
}

/** "org.mozilla.firefox.desktop" and "/usr/bin/firefox" are both "firefox" to a person. */
function asName(told: string): string {
  const file = told.split('/').at(-1) ?? told
  return (
    file
      .replace(/\.desktop$/, '')
      .split('.')
      .at(-1) ?? file
  )
}
