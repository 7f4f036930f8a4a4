import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { FromSandbox, ToSandbox } from '../../electron/sandbox/server-process'
import { callApi, connect, discover, temporaryStateFile } from './harness'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-sandbox-bundle-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    root: join(import.meta.dirname, '../..'),
    ssr: { noExternal: true },
    build: {
      ssr: 'electron/sandbox/server-process.ts',
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'server-process.mjs', codeSplitting: false } },
    },
  })
}, 30_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

function startProcess(message: ToSandbox) {
  const child = fork(join(folder, 'server-process.mjs'), { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      output += data
    })
  child.send(message)
  return { child, answer: answerOf(child), output: () => output }
}

async function answerOf(child: ChildProcess): Promise<FromSandbox> {
  const [answer] = await once(child, 'message')
  return answer
}

describe('the bundled process', () => {
  it('starts in plain Node, serves a whole sign-in, prints nothing, and stops when told', async () => {
    const stateFile = await temporaryStateFile()
    const recordSecretsTo = `${stateFile}.secrets`
    const { child, answer, output } = startProcess({ type: 'start', stateFile, recordSecretsTo })
    const ready = await answer
    if (ready.type !== 'ready') throw new Error(JSON.stringify(ready))
    const tokens = await connect(await discover(ready.issuer), { person: 'Ada' })
    expect((await callApi(ready.issuer, '/servers', tokens.access_token)).status).toBe(200)
    const recorded = (await readFile(recordSecretsTo, 'utf8')).split('\n')
    expect(recorded).toEqual(expect.arrayContaining([tokens.access_token, tokens.refresh_token]))

    child.send({ type: 'stats' } satisfies ToSandbox)
    expect(await answerOf(child)).toMatchObject({
      type: 'stats',
      stats: { granted: { authorization_code: 1 } },
    })
    child.send({ type: 'stop' } satisfies ToSandbox)
    expect((await once(child, 'exit'))[0]).toBe(0)
    expect(output()).toBe('')
  })

  it('ends by itself when the app is gone', async () => {
    const { child, answer } = startProcess({ type: 'start', stateFile: await temporaryStateFile() })
    expect((await answer).type).toBe('ready')
    child.disconnect()
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it('says why it could not start, and can be asked again', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const stateFile = await temporaryStateFile()
    const { child, answer } = startProcess({ type: 'start', stateFile, port })
    expect(await answer).toMatchObject({ type: 'failed', code: 'port_taken' })
    other.close()
    child.send({ type: 'start', stateFile, port } satisfies ToSandbox)
    expect(await answerOf(child)).toMatchObject({ type: 'ready', port })
  })
})
