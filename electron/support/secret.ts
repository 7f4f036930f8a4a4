const inspect = Symbol.for('nodejs.util.inspect.custom')
const mask = '[secret]'
/** Shorter values are too common to be looked for in other text. */
const shortestSought = 8

/** A value that prints as `[secret]` however it is printed. Only `reveal()` gives it away. */
export interface Secret {
  reveal(): string
  readonly length: number
}

/** Secrets that are in use, without keeping them in memory. */
const inUse = new Set<WeakRef<Secret>>()
const forgotten = new FinalizationRegistry<WeakRef<Secret>>((reference) => inUse.delete(reference))

/** Wraps a token, client secret or key, so that logs, JSON and error messages cannot carry it by accident. */
export function secret(value: string): Secret {
  const wrapped = {
    reveal: () => value,
    length: value.length,
    toString: () => mask,
    toJSON: () => mask,
    [Symbol.toPrimitive]: () => mask,
    [inspect]: () => mask,
  }
  Object.defineProperty(wrapped, 'reveal', { enumerable: false })
  if (value.length >= shortestSought) remember(wrapped)
  return Object.freeze(wrapped)
}

function remember(wrapped: Secret): void {
  const reference = new WeakRef(wrapped)
  inUse.add(reference)
  forgotten.register(wrapped, reference)
}

/** Takes every secret that is in use out of a text, also where it was URL-encoded or escaped for JSON. */
export function withoutSecrets(text: string): string {
  const values = [...inUse].flatMap((reference) => reference.deref()?.reveal() ?? [])
  let cleaned = text
  // Longer ones first: a secret may be a part of another.
  for (const value of values.sort((a, b) => b.length - a.length)) {
    for (const form of new Set([value, encoded(value), JSON.stringify(value).slice(1, -1)])) {
      cleaned = cleaned.replaceAll(form, mask)
    }
  }
  return cleaned
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value)
  } catch {
    // Half of a pair of UTF-16: has no encoded form.
    return value
  }
}
