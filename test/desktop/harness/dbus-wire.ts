import type { Socket } from 'node:net'

/** A message of D-Bus, as far as a small service has to look at it (D-Bus specification, "Message Protocol"). */
export interface Message {
  readonly size: number
  readonly kind: number
  readonly serial: number
  readonly sender: string
  readonly fields: string
  readonly body: string
}

/** The first whole message in `bytes`, if it is there. */
export function nextMessage(bytes: Buffer): Message | undefined {
  if (bytes.length < 16) return undefined
  const bodySize = bytes.readUInt32LE(4)
  const fieldsEnd = 16 + bytes.readUInt32LE(12)
  const bodyStart = Math.ceil(fieldsEnd / 8) * 8
  if (bytes.length < bodyStart + bodySize) return undefined
  const fields = bytes.subarray(16, fieldsEnd).toString('latin1')
  return {
    size: bodyStart + bodySize,
    kind: bytes[1] ?? 0,
    serial: bytes.readUInt32LE(8),
    sender: /(:1\.\d+)\0/.exec(fields)?.[1] ?? '',
    fields,
    body: bytes.subarray(bodyStart, bodyStart + bodySize).toString('latin1'),
  }
}

/** Calls a method of the bus itself. */
export function call(socket: Socket, serial: number, method: string, signature: string, body: Buffer): void {
  const bus = 'org.freedesktop.DBus'
  const fields = [
    field(1, 'o', '/org/freedesktop/DBus'),
    field(2, 's', bus),
    field(3, 's', method),
    field(6, 's', bus),
  ]
  send(socket, 1, serial, signature, fields, body)
}

let serials = 1000

/** @param padding bytes after the body, for an empty array of something that is aligned */
export function reply(
  socket: Socket,
  to: number,
  receiver: string,
  signature: string,
  body: Buffer,
  padding = 0,
): void {
  serials += 1
  const answered = Buffer.concat([Buffer.from([5, 1]), Buffer.from('u\0'), number(to)])
  const whole = padding > 0 ? Buffer.concat([body, Buffer.alloc(padding)]) : body
  send(socket, 2, serials, signature, [answered, field(6, 's', receiver)], whole)
}

function send(
  socket: Socket,
  kind: number,
  serial: number,
  signature: string,
  fields: readonly Buffer[],
  body: Buffer,
): void {
  const all = signature === '' ? fields : [...fields, signatureField(signature)]
  const padded = all.reduce<Buffer>(
    (sum, each) => Buffer.concat([sum, align(sum.length, 8), each]),
    Buffer.alloc(0),
  )
  const head = Buffer.concat([
    Buffer.from([0x6c, kind, 0, 1]),
    number(body.length),
    number(serial),
    number(padded.length),
    padded,
  ])
  socket.write(Buffer.concat([head, align(head.length, 8), body]))
}

function field(code: number, type: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([code, 1]), Buffer.from(`${type}\0`), text(value)])
}

function signatureField(signature: string): Buffer {
  return Buffer.concat([
    Buffer.from([8, 1]),
    Buffer.from('g\0'),
    Buffer.from([signature.length]),
    Buffer.from(`${signature}\0`),
  ])
}

export function text(value: string): Buffer {
  return Buffer.concat([number(value.length), Buffer.from(`${value}\0`)])
}

export function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

export function align(length: number, to: number): Buffer {
  return Buffer.alloc((to - (length % to)) % to)
}
