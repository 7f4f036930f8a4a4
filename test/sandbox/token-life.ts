/**
 * Whether Sandbox Cloud still knows an access token, by what it says to whoever shows it without the key that it is
 * bound to.
 */
export async function isAlive(issuer: string, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` }
  const { status, headers: answered } = await fetch(`${issuer}/api/v1/me`, { headers })
  if (status === 200) return true
  const challenge = answered.get('www-authenticate') ?? ''
  if (challenge.includes('needs a DPoP proof')) return true
  if (challenge.includes('unknown, has expired or was revoked')) return false
  throw new Error(`an answer that tells nothing: ${status} ${challenge}`)
}
