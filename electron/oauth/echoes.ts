import { credentialsIn } from '../support/credentials'

/** Parameters of requests whose values must not come back in an error text. */
const secretParameters = new Set([
  'code',
  'code_verifier',
  'refresh_token',
  'client_secret',
  'device_code',
  'token',
  'access_token',
  'authorization',
  'dpop',
])
/** Shorter values are too common to look for in other text. */
const shortest = 6

/** The secrets among the parameters of a request. */
export function secretsAmong(
  parameters: Iterable<readonly [name: string, value: string]>,
): readonly string[] {
  return [...parameters]
    .filter(([name]) => secretParameters.has(name))
    .flatMap(([name, value]) => (name === 'authorization' ? credentialsIn(value) : [value]))
}

/**
 * Some servers repeat what they refuse ("Invalid refresh token: abc…"). Failures are shown and written to disk, so the
 * repetition is taken out before anything sees the text.
 */
export function withoutEchoes(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((each) => each.length >= shortest)
    .flatMap((each) => [each, encodeURIComponent(each)])
    .reduce((cleaned, each) => cleaned.replaceAll(each, '••••'), text)
}
