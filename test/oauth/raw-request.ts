import { connect, type Socket } from 'node:net'

/** Sends bytes as they are to a port on loopback and reads until the other side closes. A reset counts as closing. */
export function sendRaw(port: number, bytes: string | Buffer, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => socket.write(bytes))
    let answer = ''
    socket.on('data', (piece) => {
      answer += piece.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}

/** Opens a connection and leaves it at that. */
export function holdOpen(port: number, bytes = ''): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      if (bytes) socket.write(bytes)
      resolve(socket)
    })
    socket.on('error', reject)
  })
}

export function get(target: string, host: string, more: readonly string[] = []): string {
  return [`GET ${target} HTTP/1.1`, `Host: ${host}`, ...more, '', ''].join('\r\n')
}

export function post(target: string, host: string, body: string, more: readonly string[] = []): string {
  const head = [
    `POST ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...more,
  ]
  return [...head, '', body].join('\r\n')
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
}
