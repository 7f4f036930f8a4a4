import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type AppAnswer,
  createAppProtocol,
  readAhead,
  type Schemes,
  serveWindow,
} from '../electron/app-protocol'

let folder: string
let serve: ReturnType<typeof createAppProtocol>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyfob-page-'))
  await writeFile(join(folder, 'index.html'), '<title>Keyfob</title>')
  await writeFile(join(folder, 'notes.txt'), 'not a page')
  await writeFile(join(folder, '..', 'keyfob-outside.html'), 'outside')
  serve = createAppProtocol(folder)
})
const at = (path: string, method = 'GET') => serve({ url: `app://bundle${path}`, method })

describe('the window’s own address', () => {
  test('the page comes with a policy that allows nothing from elsewhere', async () => {
    const response = await at('/')
    const policy = response.headers['content-security-policy'] ?? ''

    expect(response.data.toString()).toBe('<title>Keyfob</title>')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toMatch(/https?:|\*/)
    expect(response.headers['x-content-type-options']).toBe('nosniff')
  })

  test.each([
    '/%2e%2e/keyfob-outside.html',
    '/..%2fkeyfob-outside.html',
    '/%2e%2e%5ckeyfob-outside.html',
    '//keyfob-outside.html',
    '/index.html/../../keyfob-outside.html',
    '/index.html%00.png',
    '/%zz.html',
    `/${'x'.repeat(10_000)}.html`,
    '/missing.html',
    '/notes.txt',
  ])('%s is not there', async (path) => {
    expect((await at(path)).statusCode).toBe(404)
  })

  test('other hosts and methods are turned away', async () => {
    expect((await serve({ url: 'app://elsewhere/index.html', method: 'GET' })).statusCode).toBe(404)
    expect((await at('/index.html', 'POST')).statusCode).toBe(404)
  })

  test('is served by the older way, and where that is gone by the newer one, with the same answers', async () => {
    const older: AppAnswer[] = []
    const newer: Response[] = []
    const schemes: Required<Schemes> = {
      registerBufferProtocol(_, handler) {
        handler({ url: 'app://bundle/', method: 'GET' }, (answer) => older.push(answer))
        return true
      },
      handle: (_, handler) => void handler(new Request('app://bundle/')).then((answer) => newer.push(answer)),
    }
    serveWindow(schemes, folder)
    serveWindow({ handle: schemes.handle }, folder)
    await vi.waitFor(() => expect([older.length, newer.length]).toEqual([1, 1]))

    expect(await newer[0]?.text()).toBe(older[0]?.data.toString())
    expect(Object.fromEntries(newer[0]?.headers ?? [])).toEqual(older[0]?.headers)
    expect(newer[0]?.status).toBe(older[0]?.statusCode)
  })

  test('the page and what it names are read once ahead of time, and from the disk from then on', async () => {
    const pages = await mkdtemp(join(tmpdir(), 'keyfob-pages-'))
    await mkdir(join(pages, 'assets'))
    const [page, script] = [join(pages, 'index.html'), join(pages, 'assets', 'index-A1.js')]
    await writeFile(page, '<script type="module" crossorigin src="./assets/index-A1.js"></script>')
    await writeFile(script, 'first')
    const fromDisk: string[] = []
    const read = readAhead(pages, (path) => {
      fromDisk.push(path)
      return readFile(path)
    })
    expect((await read(page)).toString()).toContain('script')
    expect(fromDisk).toEqual([page, script])

    expect((await read(script)).toString()).toBe('first')
    expect(fromDisk).toHaveLength(2)
    await writeFile(script, 'second')
    expect((await read(script)).toString()).toBe('second')
    await expect(read(join(pages, 'missing.js'))).rejects.toThrow('ENOENT')
  })
})
