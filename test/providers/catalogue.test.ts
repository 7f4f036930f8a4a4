import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guideOf } from '../../electron/accounts/paste-checks'
import { catalogue } from '../../electron/providers/catalogue'
import type { Provider } from '../../electron/providers/provider'
import { factNames } from '../../shared/provider-summary'

const clouds = catalogue.filter(({ base }) => base.kind !== 'sandbox')
const stand = 'https://base.example/below'

/** Every address of a provider, by where it stands. */
function addressesOf(provider: Provider): readonly (readonly [where: string, address: string])[] {
  const { server, identity, revocation, proof, grantedAppsUrl, docsUrl, resources } = provider
  const { kind: _, ...endpoints } = server
  const found: (readonly [string, string | undefined])[] = [
    ...Object.entries(endpoints),
    ['base', provider.base.kind === 'own' ? provider.base.preset : undefined],
    ['base.example', provider.base.kind === 'own' ? provider.base.example : undefined],
    ['console', guideOf(provider)?.consoleUrl],
    ['identity', identity.from === 'request' ? identity.url : undefined],
    ...(identity.from === 'request' ? (identity.also ?? []) : []).map(
      ({ url }) => ['identity', url] as const,
    ),
    ['revocation', revocation.kind === 'request' ? revocation.url : undefined],
    ['proof', proof.at === 'userinfo' ? undefined : proof.url],
    ['granted apps', grantedAppsUrl],
    ['docs', docsUrl],
    ...provider.apiOrigins.map((origin) => ['api origin', origin] as const),
    ...resources.flatMap(({ id, url, search, paging }) => [
      [`list ${id}`, url] as const,
      [`list ${id}`, search?.url] as const,
      [`list ${id}`, paging.style === 'cursor' ? paging.continueUrl : undefined] as const,
    ]),
  ]
  return found.flatMap(([where, address]) => (address === undefined ? [] : [[where, address] as const]))
}

/** Names in braces that something fills; any other would fail when it is needed. */
const fillable = /\{(\+?parent|base|client_id|login|subject|user_id)\}/g
const filled = (address: string) => address.replaceAll('{base}', stand).replace(fillable, 'x')

describe.each(clouds.map((provider) => [provider.id, provider] as const))('%s', (_, provider) => {
  test('has addresses that are well-formed, https, and filled in by names that are known', () => {
    const wrong = addressesOf(provider).filter(([, address]) => {
      const whole = filled(address)
      return /[{}]/.test(whole) || !URL.canParse(whole) || new URL(whole).protocol !== 'https:'
    })
    expect(wrong).toEqual([])
  })

  test('sends its token to the origins that it names and nowhere else', () => {
    const origins = provider.apiOrigins.map((origin) => new URL(filled(origin)).origin)
    const withToken = addressesOf(provider).filter(([where]) => /^(identity|proof|list)/.test(where))
    expect(withToken.filter(([, address]) => !origins.includes(new URL(filled(address)).origin))).toEqual([])
    expect(origins).toEqual([...new Set(origins)])
  })

  test('shows of its token answer no member that could be a token', () => {
    const { identity } = provider
    const shown = identity.from === 'request' ? (identity.tokenAnswer ?? []) : []
    expect(shown.filter((name) => !/_(id|name)$/.test(name))).toEqual([])
  })

  test('explains every scope, and lists nothing that wants a scope it does not have', () => {
    const names = provider.scopes.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { label, explanation, changes, preselected, required } of provider.scopes) {
      expect(label.length).toBeGreaterThan(1)
      expect(explanation.length).toBeGreaterThan(10)
      // What changes something is never asked for unasked, unless nothing works without it.
      expect(changes && preselected && !required).toBe(false)
    }
    const wanted = provider.resources.flatMap(({ scopes }) => scopes)
    expect(wanted.filter((scope) => !names.includes(scope))).toEqual([])
  })

  test('has a redirect rule that goes with its flows', () => {
    const { host, ports, path, registerAs } = provider.redirect
    expect(provider.flows[0]).toBe('authorization_code')
    expect(['127.0.0.1', 'localhost']).toContain(host)
    expect(path).toMatch(/^\//)
    if (ports !== 'any') {
      expect(ports.length).toBeGreaterThan(0)
      for (const port of ports) expect(port > 1023 && port < 32_768).toBe(true)
    }
    for (const uri of registerAs ?? []) expect(new URL(uri).hostname).toBe(host)
    const { server } = provider
    const canDevice = server.kind === 'discovery' || server.deviceAuthorization !== undefined
    expect(provider.flows.includes('device_code') && !canDevice).toBe(false)
  })

  test('says how a person gets a client there', () => {
    const guide = guideOf(provider)
    expect(guide?.steps.length).toBeGreaterThan(1)
    for (const pattern of [guide?.idPattern, guide?.secretPattern]) {
      if (pattern !== undefined) expect(() => new RegExp(pattern)).not.toThrow()
    }
    expect(guide?.secretRefused && guide.secretFor.length > 0).toBeFalsy()
  })

  test('has a revocation that its server has an address for', () => {
    const { revocation, server } = provider
    if (revocation.kind === 'rfc7009' && server.kind === 'endpoints') expect(server.revocation).toBeDefined()
    if (revocation.kind === 'request') expect(revocation.success.length).toBeGreaterThan(0)
    // Where there is none, the person needs the page on which it can be done.
    if (revocation.kind === 'none') expect(provider.grantedAppsUrl).toBeDefined()
  })

  test('has lists whose rows can be told apart, under parents that exist', () => {
    const ids = provider.resources.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { parent, url, body, columns, idField, titleField } of provider.resources) {
      for (const each of [parent ?? []].flat()) expect(ids).toContain(each)
      expect(/\{\+?parent\}/.test(url + JSON.stringify(body ?? {}))).toBe(parent !== undefined)
      expect(columns.length).toBeGreaterThan(0)
      expect(idField && titleField).toBeTruthy()
    }
  })

  test('marks every fact as verified, or says what is not certain', () => {
    expect(Object.keys(provider.facts).sort()).toEqual([...factNames].sort())
    for (const fact of Object.values(provider.facts)) {
      if (fact !== 'verified') expect(fact.unverified.length).toBeGreaterThan(10)
    }
  })
})

describe('the catalogue', () => {
  test('has every provider once', () => {
    expect(clouds.length).toBeGreaterThanOrEqual(27)
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length)
    expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length)
  })

  test('has one file for each, and ships no client of any of them', () => {
    const folder = join(import.meta.dirname, '../../electron/providers')
    const helpers = ['catalogue', 'provider', 'resource', 'short-forms', 'sandbox-resources']
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''))
    expect(files.filter((file) => !helpers.includes(file)).sort()).toEqual(
      catalogue.map(({ id }) => id).sort(),
    )
    expect(clouds.filter(({ client }) => client.kind === 'built_in')).toEqual([])
  })

  test('is told of in the documents, each with what is not certain of it', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/providers.md'), 'utf8')
    for (const { name, facts } of clouds) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? ''
      for (const fact of Object.values(facts))
        expect(row).toContain(fact === 'verified' ? '' : fact.unverified)
      expect(row).not.toBe('')
    }
  })

  test('is data: no code asks which provider it is', () => {
    const root = join(import.meta.dirname, '../../electron')
    const asking = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => asksWhich(readFileSync(join(root, file), 'utf8')))
    expect(asking).toEqual([])
    expect(asksWhich("if (provider.id === 'github') {")).toBe(true)
    expect(asksWhich("switch (account.providerId) {\n case 'slack':")).toBe(true)
  })
})

/** A comparison with an id of the catalogue, or a case of a switch over one. */
function asksWhich(source: string): boolean {
  const ids = catalogue.map(({ id }) => id).join('|')
  return new RegExp(`([!=]==?\\s*|case\\s+)['"](${ids})['"]`).test(
    source.replace(/kind\s*[!=]==?\s*'sandbox'/g, ''),
  )
}
