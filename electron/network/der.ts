/** One value of DER (ITU-T X.690): its tag, and what is in it. */
export interface DerValue {
  readonly tag: number
  readonly content: Uint8Array
}

/** Reads the values that lie one after the other in `bytes`. Throws `RangeError` for what is not DER. */
export function readDer(bytes: Uint8Array): readonly DerValue[] {
  const values: DerValue[] = []
  for (let at = 0; at < bytes.length; ) {
    const tag = byteAt(bytes, at)
    if ((tag & 0x1f) === 0x1f) throw new RangeError('a tag of more than one byte')
    const { length, size } = readLength(bytes, at + 1)
    const start = at + 1 + size
    if (start + length > bytes.length) throw new RangeError('a value that ends too early')
    values.push({ tag, content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return values
}

function readLength(bytes: Uint8Array, at: number): { readonly length: number; readonly size: number } {
  const first = byteAt(bytes, at)
  if (first < 0x80) return { length: first, size: 1 }
  const count = first & 0x7f
  if (count === 0 || count > 4) throw new RangeError('a length that no certificate has')
  let length = 0
  for (let index = 1; index <= count; index += 1) length = length * 256 + byteAt(bytes, at + index)
  return { length, size: count + 1 }
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new RangeError('a value that ends too early')
  return byte
}

/** "1.2.840.113549.1.1.11" */
export function objectId(content: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0
    }
  }
  const [first = 0, ...rest] = arcs
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}
