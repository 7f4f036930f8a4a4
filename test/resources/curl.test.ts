import { describe, expect, test } from 'vitest'
import { curlCommand } from '../../electron/resources/curl'

const url = new URL('https://api.example/things')

describe('a curl command', () => {
  test('names the method only where curl would take another', () => {
    const of = (method: 'GET' | 'POST' | 'HEAD' | 'DELETE', body?: string) =>
      curlCommand({ method, url, headers: [], body, tokenType: 'Bearer' }).split('\n')[0]
    expect(of('GET')).toBe("curl --globoff 'https://api.example/things' \\")
    expect(of('POST', '{}')).toBe("curl --globoff 'https://api.example/things' \\")
    expect(of('POST')).toBe("curl --globoff --request POST 'https://api.example/things' \\")
    expect(of('HEAD')).toBe("curl --globoff --head 'https://api.example/things' \\")
    expect(of('DELETE')).toBe("curl --globoff --request DELETE 'https://api.example/things' \\")
  })

  test('of a token that is bound to a key leaves a place for the proof', () => {
    expect(curlCommand({ method: 'GET', url, headers: [['x-empty', '']], tokenType: 'DPoP' })).toBe(
      [
        "curl --globoff 'https://api.example/things'",
        '--header "Authorization: DPoP $TOKEN"',
        '--header "DPoP: $PROOF"',
        "--header 'x-empty;'",
      ].join(' \\\n  '),
    )
  })
})
