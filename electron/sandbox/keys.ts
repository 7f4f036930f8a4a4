import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { SandboxState } from './state-file'

const generate = promisify(generateKeyPair)

/** Fresh signing keys for ID tokens (RS256 is what every client knows, ES256 what they should prefer) and cookies. */
export async function createKeys(): Promise<Pick<SandboxState, 'cookieKeys' | 'jwks'>> {
  const [rsa, ec] = await Promise.all([
    generate('rsa', { modulusLength: 2048 }),
    generate('ec', { namedCurve: 'P-256' }),
  ])
  const toJwk = (pair: typeof rsa, alg: string) => ({
    ...pair.privateKey.export({ format: 'jwk' }),
    alg,
    use: 'sig',
    kid: randomBytes(9).toString('base64url'),
  })
  return {
    cookieKeys: [randomBytes(32).toString('base64url')],
    jwks: { keys: [toJwk(rsa, 'RS256'), toJwk(ec, 'ES256')] },
  }
}
