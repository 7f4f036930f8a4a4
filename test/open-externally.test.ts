import { describe, expect, test } from 'vitest'
import { openExternally } from '../electron/open-externally'
import { failureOf } from './support/failure-of'

async function open(address: string) {
  const opened: string[] = []
  const shell = { openExternal: async (url: string) => void opened.push(url) }
  const failure = await openExternally(address, shell).then(
    () => undefined,
    (error: unknown) => error,
  )
  return { opened, failure }
}

describe('what is handed to the system to open', () => {
  test.each([
    ['https://github.com/settings', 'https://github.com/settings'],
    ['http://127.0.0.1:4000/device', 'http://127.0.0.1:4000/device'],
    // Neither a quote nor a space nor an option reaches the program that opens it.
    [
      'https://cloud.example/" --gpu-launcher=calc "',
      'https://cloud.example/%22%20--gpu-launcher=calc%20%22',
    ],
    ['https://cloud.example/`id`$(id)', 'https://cloud.example/%60id%60$(id)'],
    ['\thttps://cloud.example/\n', 'https://cloud.example/'],
  ])('%j is opened as %j', async (address, expected) => {
    expect((await open(address)).opened).toEqual([expected])
  })

  test.each([
    'http://cloud.example/',
    'file:///etc/passwd',
    'smb://evil.example/share',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'vscode://file/etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    '\\\\evil.example\\share',
    '--version',
    'app://bundle/index.html',
    'https://github.com@evil.example/',
    'https://github.com:x@evil.example/',
    'http://127.0.0.1@evil.example/',
    'http://127.0.0.1.evil.example/',
  ])('%j is not', async (address) => {
    const { opened, failure } = await open(address)
    expect(opened).toEqual([])
    expect(failure).toBeInstanceOf(Error)
  })

  test('a browser that does not start is told as such, without the address', async () => {
    const failure = await failureOf(
      openExternally('https://cloud.example/?state=secret', {
        openExternal: () => Promise.reject(new Error('no browser for https://cloud.example/?state=secret')),
      }),
    )
    expect(failure.code).toBe('browser_not_opened')
    expect(failure.message).not.toContain('secret')
  })
})
