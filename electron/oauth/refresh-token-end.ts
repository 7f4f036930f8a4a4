import { endOf } from './lifetime'

/** What servers call the life of the refresh token, in seconds: the standard has no name for it. */
const names = ['refresh_expires_in', 'refresh_token_expires_in']

/**
 * When the refresh token of an answer ends, in ms since the epoch; `never`, which is written as 0; undefined where
 * nothing is said, or nothing that can be meant. `requestedAt` in ms.
 */
export function refreshTokenEnd(
  answer: Readonly<Record<string, unknown>>,
  requestedAt: number,
): number | 'never' | undefined {
  const life = names.map((name) => answer[name]).find((value) => value !== undefined)
  return life === 0 ? 'never' : endOf(life, requestedAt)
}
