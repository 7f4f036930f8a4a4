import type { Json, JsonObject } from '../providers/provider'

/** A copy with one value set at a path of dots ("variables.after"); objects on the way are made where they lack. */
export function withValue(body: JsonObject, path: string, value: Json): JsonObject {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...body, [name]: value }
  const inside = Object.hasOwn(body, name) ? body[name] : undefined
  return { ...body, [name]: withValue(isObject(inside) ? inside : {}, rest.join('.'), value) }
}

/** A copy in which every text that is `{name}` and nothing else is that value: JSON needs no escape. */
export function fillTexts(body: JsonObject, values: Readonly<Record<string, string>>): JsonObject {
  return fill(body, values) as JsonObject
}

function fill(json: Json, values: Readonly<Record<string, string>>): Json {
  if (typeof json === 'string') return values[/^\{(\w+)\}$/.exec(json)?.[1] ?? ''] ?? json
  if (Array.isArray(json)) return json.map((each) => fill(each, values))
  if (!isObject(json)) return json
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fill(value, values)]))
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
