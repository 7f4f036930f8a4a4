import { describe, expect, it } from 'vitest'
import { failureOf } from '../oauth/rig'
import { makeCertificate } from './certificate'
import { fetchTrusting, guarded, serve, serveSecurely } from './servers'

describe('a certificate that cannot be trusted is named for what it is', () => {
  const authority = makeCertificate({ name: 'an authority' })

  it('self-signed', async () => {
    const origin = await serveSecurely(makeCertificate())
    expect((await failureOf(guarded()(origin))).code).toBe('certificate_self_signed')
  })

  it('signed by somebody unknown, as by a proxy that reads along', async () => {
    const alone = await serveSecurely(makeCertificate({ issuer: authority }))
    const withChain = await serveSecurely(makeCertificate({ issuer: authority }), [authority])
    expect((await failureOf(guarded()(alone))).code).toBe('certificate_untrusted')
    expect((await failureOf(guarded()(withChain))).code).toBe('certificate_untrusted')
  })

  it('expired', async () => {
    const origin = await serveSecurely(makeCertificate({ issuer: authority, until: Date.now() - 1_000 }))
    const fetch = guarded({ fetch: fetchTrusting(authority) })
    expect((await failureOf(fetch(origin))).code).toBe('certificate_expired')
  })

  it('made for another computer', async () => {
    const origin = await serveSecurely(makeCertificate({ issuer: authority, address: '192.0.2.1' }))
    const fetch = guarded({ fetch: fetchTrusting(authority) })
    expect((await failureOf(fetch(origin))).code).toBe('certificate_untrusted')
  })

  it('and one that can be is not mentioned', async () => {
    const origin = await serveSecurely(makeCertificate({ issuer: authority }))
    expect((await guarded({ fetch: fetchTrusting(authority) })(origin)).status).toBe(200)
  })

  it('no TLS at all where TLS was due', async () => {
    const origin = await serve((_request, response) => void response.end())
    const failure = await failureOf(guarded()(origin.replace('http:', 'https:')))
    expect(failure.code).toBe('tls_failed')
  })
})
