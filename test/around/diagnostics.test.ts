import { describe, expect, test } from 'vitest'
import { type DiagnosticsWorld, diagnosticsOf } from '../../electron/diagnostics'
import { secret } from '../../electron/support/secret'
import { settings } from '../../shared/settings'
import { makeAccount, manyAccounts } from '../renderer/world/accounts'

const now = Date.UTC(2026, 5, 1, 12)

function world(difference: Partial<DiagnosticsWorld> = {}): DiagnosticsWorld {
  return {
    appInfo: { version: '0.1.0', electron: '45', chromium: '150', node: '24', platform: 'linux x64' },
    system: ['6.1', 'GNOME'],
    vault: { state: 'locked', name: 'GNOME Keyring' },
    accounts: manyAccounts(now),
    settings: settings.parse({}),
    authority: 'none',
    activity: [],
    now,
    ...difference,
  }
}

describe('a diagnostics report', () => {
  test('tells versions, the state of the keychain, and how many accounts are how', () => {
    const report = diagnosticsOf(world())
    expect(report).toContain('version 0.1.0')
    expect(report).toContain('GNOME Keyring: locked')
    expect(report).toMatch(/1 × microsoft, .*needs_reconnecting \(invalid_grant\)/)
    expect(report).toMatch(/2 × digitalocean, .*working/)
  })

  test('names no person, account, e-mail address, custom provider or typed address', () => {
    const custom = makeAccount('c', now, { providerId: 'custom-acme-payroll' })
    const proxy = { mode: 'manual', scheme: 'http', host: 'proxy.acme.example', port: 1, bypass: [] }
    const report = diagnosticsOf(
      world({ accounts: [...manyAccounts(now), custom], settings: settings.parse({ proxy }) }),
    )
    expect(report).not.toMatch(/octavia|acme|lovelace|@/i)
    expect(report).toContain('proxy manual (http)')
  })

  test('tells the last failures by code, and nothing of what a server or a person wrote', () => {
    const failure = {
      code: 'invalid_client' as const,
      message: 'for octavia@acme.example',
      facts: {
        stage: 'token' as const,
        status: 401,
        host: 'login.acme.example',
        serverError: 'invalid_client',
        serverDescription: 'Octavia Lind is not allowed',
        subject: 'Octavia',
      },
    }
    const entry = {
      id: '1',
      at: now,
      kind: 'renewal_failed',
      providerId: 'google',
      label: 'Octavia',
      failure,
    } as const
    const report = diagnosticsOf(world({ activity: [entry] }))
    expect(report).toContain('renewal_failed google invalid_client at token HTTP 401 error invalid_client')
    expect(report).not.toMatch(/octavia|acme/i)
    const many = Array.from({ length: 60 }, (_, index) => ({ ...entry, id: String(index) }))
    expect(diagnosticsOf(world({ activity: many })).match(/renewal_failed/g)).toHaveLength(25)
  })

  test('holds no secret, even where one got into a fact', () => {
    const token = secret('a-token-that-is-in-use-0123456789')
    const facts = { serverError: token.reveal() }
    const failure = { code: 'invalid_grant' as const, message: '', facts }
    const lookalike = { ...failure, facts: { serverError: 'Bearer abcdefgh12345678' } }
    const report = diagnosticsOf(
      world({
        activity: [failure, lookalike].map((each, index) => ({
          id: String(index),
          at: now,
          kind: 'renewal_failed',
          failure: each,
        })),
      }),
    )
    expect(report).not.toContain(token.reveal())
    expect(report).not.toContain('abcdefgh12345678')
    expect(report).toContain('invalid_grant')
  })
})
