import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createAppProtocol } from '../electron/app-protocol'

let serve: (request: Request) => Promise<Response>
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyfob-page-'))
  await writeFile(join(folder, 'index.html'), '<title>Keyfob</title>')
  await writeFile(join(folder, 'notes.txt'), 'not a page')
  await writeFile(join(folder, '..', 'keyfob-outside.html'), 'outside')
  serve = createAppProtocol(folder)
})
const at = (path: string, init?: RequestInit) => serve(new Request(`app://bundle${path}`, init))

describe('the window’s own address', () => {
  test('the page comes with a policy that allows nothing from elsewhere', async () => {
    const response = await at('/')
    const policy = response.headers.get('content-security-policy') ?? ''

    expect(await response.text()).toBe('<title>Keyfob</title>')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toMatch(/https?:|\*/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
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
    expect((await at(path)).status).toBe(404)
  })

  test('other hosts and methods are turned away', async () => {
    expect((await serve(new Request('app://elsewhere/index.html'))).status).toBe(404)
    expect((await at('/index.html', { method: 'POST' })).status).toBe(404)
  })
})
