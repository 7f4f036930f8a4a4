import { describe, expect, it } from 'vitest'
import { endedBy } from '../../electron/oauth/configuration'
import { createWorld } from './rig'

describe('the end of a flow', () => {
  /** Whether a request that is on its way is ended at once. */
  async function isEndedAtOnce(token_endpoint: string, url: string): Promise<boolean> {
    const flow = new AbortController()
    let signal: AbortSignal | null | undefined
    const fetch = async (_url: string, init?: RequestInit) => {
      signal = init?.signal
      return new Response()
    }
    const server = { issuer: 'https://id.example', token_endpoint }
    await endedBy(flow.signal, { ...createWorld(), fetch }, { server }).fetch(url)
    flow.abort()
    return signal?.aborted === true
  }

  it.each(['https://id.example/token', 'https://id.example:443/token', 'https://ID.example/a/../token'])(
    'leaves a request for tokens a moment, however its address is written: %s',
    async (endpoint) => {
      expect(await isEndedAtOnce(endpoint, 'https://id.example/token')).toBe(false)
    },
  )

  it('ends every other request at once', async () => {
    expect(await isEndedAtOnce('https://id.example/token', 'https://id.example/keys')).toBe(true)
  })
})
