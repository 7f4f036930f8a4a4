const inspect = Symbol.for('nodejs.util.inspect.custom')
const mask = '[secret]'
/** Shorter values are too common to be looked for in other text. */
const shortestSought = 8

/** A value that prints as `[secret]` however it is printed. Only `reveal()` gives it away. */
export interface Secret {
  reveal(): string
  readonly length: number
}

/** Secrets that are in use, with their lengths, without keeping them in memory. */
const inUse = new Map<WeakRef<Secret>, number>()
/** As which texts each of them may stand somewhere; gone with it. */
const forms = new WeakMap<Secret, readonly string[]>()
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
  const value = wrapped.reveal()
  forms.set(wrapped, [...new Set([value, encoded(value), JSON.stringify(value).slice(1, -1)])])
  inUse.set(reference, value.length)
  forgotten.register(wrapped, reference)
}

/** Takes every secret that is in use out of a text, also where it was URL-encoded or escaped for JSON. */
export function withoutSecrets(text: string): string {
  const sought: string[] = []
  for (const [reference, length] of inUse) {
    // Most texts are shorter than a token.
    if (length > text.length) continue
    const wrapped = reference.deref()
    for (const form of (wrapped && forms.get(wrapped)) ?? []) if (text.includes(form)) sought.push(form)
  }
  // Longer ones first: a secret may be a part of another.
  return sought
    .sort((one, other) => other.length - one.length)
    .reduce((cleaned, form) => cleaned.replaceAll(form, mask), text)
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value)
  } catch {
    // Half of a pair of UTF-16: has no encoded form.
    return value
  }
}
