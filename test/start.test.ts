import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { wrap } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Script } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-'))
  await copyFile(join(import.meta.dirname, '..', 'electron', 'start.cjs'), join(folder, 'main.cjs'))
})
afterEach(() => rm(folder, { recursive: true }))

const saying = (word: string) => `console.log('${word}')`

async function start(bundle: string, compiled?: Buffer): Promise<string> {
  await writeFile(join(folder, 'app.cjs'), bundle)
  if (compiled) await writeFile(join(folder, 'app.cjs.compiled'), compiled)
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'main.cjs')])
  return stdout.trim()
}

function compile(bundle: string): Buffer {
  return new Script(wrap(bundle), { filename: 'app.cjs' }).createCachedData()
}

describe('the package’s main file', () => {
  test('runs the bundle beside it, which requires what lies there', async () => {
    await writeFile(join(folder, 'chunk.cjs'), "exports.word = 'from a chunk'")
    expect(await start("console.log(require('./chunk.cjs').word, __filename)")).toBe(
      `from a chunk ${join(folder, 'app.cjs')}`,
    )
  })

  test('is asked for what is in the bundle by the chunks that it loads later, and does not run it again', async () => {
    await writeFile(join(folder, 'chunk.cjs'), "console.log(require('./app.cjs').word)")
    const bundle = "console.log('once'); exports.word = 'of the bundle'; require('./chunk.cjs')"
    expect(await start(bundle)).toBe('once\nof the bundle')
  })

  test('runs what was compiled ahead: V8 knows a text by its length alone', async () => {
    expect(await start(saying('text'), compile(saying('code')))).toBe('code')
  })

  test('compiles anew where that is of another text, or no compiled code at all', async () => {
    expect(await start(saying('text'), compile(saying('something else')))).toBe('text')
    expect(await start(saying('text'), Buffer.from('rubbish'))).toBe('text')
    expect(await start(saying('text'), Buffer.alloc(0))).toBe('text')
  })
})
