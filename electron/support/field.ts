/**
 * Reads a value by a path of the provider files: dots and `[n]` ("account.team.name", "links[0].href", "error..tag");
 * `*[type=title]` is the first member of which that is true, and `a | b` the first path that leads to something.
 * Anything that is not there is `undefined`; nothing throws.
 */
export function field(value: unknown, path: string): unknown {
  if (path === '') return value
  for (const way of path.split(' | ')) {
    const found = inside(value, way.replace(/\[(\d+)\]/g, '.$1'))
    if (found !== undefined) return found
  }
  return undefined
}

function inside(value: unknown, path: string): unknown {
  // Some keys hold a dot themselves: "@odata.nextLink", ".tag".
  if (isRecord(value) && Object.hasOwn(value, path)) return value[path]
  const dot = path.indexOf('.')
  if (dot < 0) return member(value, path)
  return inside(member(value, path.slice(0, dot)), path.slice(dot + 1))
}

/** Whatever an answer holds, a search in it ends. */
const mostSearched = 1_000

function member(value: unknown, key: string): unknown {
  if (!isRecord(value)) return undefined
  if (!key.startsWith('*[')) return Object.hasOwn(value, key) ? value[key] : undefined
  const wanted = [...key.matchAll(/\[(\w+)=(\w+)\]/g)]
  return Object.values(value)
    .slice(0, mostSearched)
    .find((each) => wanted.every(([, name = '', text]) => isRecord(each) && reads(each, name) === text))
}

function reads(record: Record<string, unknown>, name: string): string | undefined {
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined
}

/** The same as text of at most `maximum` characters; numbers are written out, everything else is `undefined`. */
export function textField(value: unknown, path: string, maximum = 300): string | undefined {
  const found = field(value, path)
  if (typeof found === 'number' || typeof found === 'bigint') return String(found)
  if (typeof found !== 'string' || found === '') return undefined
  return found.slice(0, maximum)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Fills `{base}` in a template, and leaves all else as it is. */
export function fillBase(template: string, base: string): string {
  // As a text of its own, since `$&` in it would stand for what is replaced.
  return template.replaceAll('{base}', () => base)
}

/** Fills `{name}` in a template with URL-encoded values. An unknown name throws, as it is a mistake in the data. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([a-zA-Z_]+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new TypeError(`nothing to fill {${name}} with`)
    return name === 'base' ? value : encodeURIComponent(value)
  })
}

/** The members that have a value: some servers write null where they have none. */
export function present(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null),
  )
}
