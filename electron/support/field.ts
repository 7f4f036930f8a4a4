/**
 * Reads a value by a path of the provider files: dots and `[n]` ("account.team.name", "links[0].href", "error..tag").
 * Anything that is not there is `undefined`; nothing throws.
 */
export function field(value: unknown, path: string): unknown {
  return path === '' ? value : inside(value, path.replace(/\[(\d+)\]/g, '.$1'))
}

function inside(value: unknown, path: string): unknown {
  if (!isRecord(value)) return undefined
  // Some keys hold a dot themselves: "@odata.nextLink", ".tag".
  if (Object.hasOwn(value, path)) return value[path]
  const dot = path.indexOf('.')
  const key = path.slice(0, Math.max(dot, 0))
  return dot >= 0 && Object.hasOwn(value, key) ? inside(value[key], path.slice(dot + 1)) : undefined
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

/** Fills `{name}` in a template with URL-encoded values. An unknown name throws, as it is a mistake in the data. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([a-zA-Z_]+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new TypeError(`nothing to fill {${name}} with`)
    return name === 'base' ? value : encodeURIComponent(value)
  })
}
