import { z } from 'zod'

const question = z.object({ service: z.string().min(1) })

type Port = {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

const port = Reflect.get(process, 'parentPort') as Port | undefined
port?.on('message', ({ data }) => void answer(data, (message) => port.postMessage(message)))
if (!port) process.on('message', (data) => void answer(data, (message) => process.send?.(message)))

/** The library hands out secrets with the names; they stay in this process, which ends after its one answer. */
async function answer(message: unknown, send: (message: unknown) => void): Promise<void> {
  const asked = question.safeParse(message)
  if (!asked.success) return
  try {
    const keytar = await import('keytar')
    const entries = await (keytar.default ?? keytar).findCredentials(asked.data.service)
    send({ type: 'names', names: entries.map(({ account }) => account) })
  } catch (error) {
    send({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}
