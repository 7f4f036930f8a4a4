/** The packages that `npm run test:installed` made: this version, and the one after it. */
export const debs = {
  current: named('KEYFOB_DEB'),
  next: named('KEYFOB_NEXT_DEB'),
}

function named(variable: string): string {
  const file = process.env[variable]
  if (!file) throw new Error('There is no package to test: start this through `npm run test:installed`.')
  return file
}

export function versionOf(deb: string): string {
  return deb.match(/_([^_]+)_/)?.[1] ?? ''
}
