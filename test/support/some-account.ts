import type { Account } from '../../shared/account'

/** An account that works, changed as a test needs it. */
export function someAccount(difference: Partial<Account> = {}): Account {
  return {
    id: 'ada',
    providerId: 'sandbox',
    issuer: 'http://127.0.0.1:20000',
    clientId: 'keyfob-sandbox',
    label: 'Ada Lovelace',
    person: { subject: 'ada', name: 'Ada Lovelace', login: 'ada', email: 'ada@sandbox.example' },
    flow: 'authorization_code',
    scopes: { asked: ['openid'], granted: ['openid'] },
    protections: ['pkce', 'state'],
    connectedAt: 0,
    renewable: true,
    kept: 'keychain',
    health: { state: 'working' },
    ...difference,
  }
}
