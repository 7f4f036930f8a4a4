import { describe, expect, test } from 'vitest'
import { fetchAvatar } from '../../electron/accounts/avatar'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const script = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
const own = ['https://cloud.example', 'http://127.0.0.1:4000', 'https://10.1.2.3']

/** Fetches from a server that answers everything alike, and tells what it was asked. */
async function fetchFrom(address: string, body: Buffer | string, type = 'image/png') {
  const asked: string[] = []
  const headers: Headers[] = []
  const avatar = await fetchAvatar(address, own, async (url, init) => {
    asked.push(url)
    headers.push(new Headers(init?.headers))
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
      headers: { 'content-type': type },
    })
  })
  return { avatar, asked, headers }
}

describe('a picture of a person', () => {
  test.each([
    ['PNG', png],
    ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['GIF', Buffer.from('GIF89a-----')],
    ['WebP', Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 ', 'latin1')],
  ])('that is a %s becomes data, whatever the server calls it', async (name, bytes) => {
    const { avatar, headers } = await fetchFrom(
      'https://pictures.example/a',
      bytes,
      'application/octet-stream',
    )
    expect(avatar).toBe(`data:image/${name.toLowerCase()};base64,${bytes.toString('base64')}`)
    expect(headers[0]?.has('authorization')).toBe(false)
  })

  test.each([
    ['a page that is called a picture', '<html><script>alert(1)</script>', 'image/png'],
    ['a drawing that is called a picture', script, 'image/png'],
    ['a drawing from elsewhere', script, 'image/svg+xml'],
    ['more than anybody needs', Buffer.concat([png, Buffer.alloc(100_001)]), 'image/png'],
    ['nothing', '', 'image/png'],
  ])('is left out when it is %s', async (_, body, type) => {
    expect((await fetchFrom('https://pictures.example/a', body, type)).avatar).toBeUndefined()
  })

  test('may be a drawing where the sandbox draws it', async () => {
    const { avatar } = await fetchFrom('http://127.0.0.1:4000/ada.svg', script, 'image/svg+xml')
    expect(avatar).toMatch(/^data:image\/svg\+xml;base64,/)
  })

  test.each([
    'http://pictures.example/a.png',
    'http://127.0.0.1:9000/admin',
    'https://127.0.0.1/admin',
    'https://localhost/admin',
    'https://router/reboot',
    'https://192.168.0.1/reboot',
    'https://[::1]/admin',
    'https://[fe80::1]/admin',
    'https://2130706433/admin',
    'https://printer.local/a.png',
    'https://metadata.google.internal/a.png',
    'https://anything.localhost/a.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'app://bundle/index.html',
    'javascript:alert(1)',
    'not an address',
  ])('is not asked for at %s', async (address) => {
    expect((await fetchFrom(address, png)).asked).toEqual([])
  })

  test('may be inside the network where the provider is', async () => {
    expect((await fetchFrom('https://10.1.2.3/avatars/a.png', png)).avatar).toBeDefined()
  })
})
