const inspect = Symbol.for('nodejs.util.inspect.custom')
const mask = '[secret]'

/** A value that prints as `[secret]` however it is printed. Only `reveal()` gives it away. */
export interface Secret {
  reveal(): string
  readonly length: number
}

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
  return Object.freeze(wrapped)
}
