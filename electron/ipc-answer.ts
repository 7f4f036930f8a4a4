import type { Reply } from '../shared/failure'
import type { KeyfobApi } from '../shared/keyfob-api'
import { type Method, requests } from '../shared/requests'
import { asFailure, reportOf } from './accounts/flows'

/**
 * Checks a request against its schema, has it carried out, and puts the outcome in an envelope. Whatever comes in,
 * something typed goes out: nothing throws.
 */
export async function answer(
  api: KeyfobApi,
  method: unknown,
  request: unknown,
  isLocked: () => boolean = () => false,
  isRemoving: () => boolean = () => false,
): Promise<Reply<unknown>> {
  if (typeof method !== 'string' || !Object.hasOwn(requests, method)) return refuse('no such method')
  const name = method as Method
  const parsed = requests[name].safeParse(request ?? {})
  if (!parsed.success)
    return refuse(`${name}: ${parsed.error.issues[0]?.path.join('.') ?? 'request'} is not right`)
  const mayTell = () => !isLocked() || whileLocked.has(name)
  if (!mayTell()) return lockedReply
  if (isRemoving() && !whileRemoving.has(name)) return removingReply
  try {
    const carryOut = api[name] as (request: unknown) => Promise<unknown>
    const value = await carryOut(parsed.data)
    // Locked meanwhile: what was found out is told to nobody.
    return mayTell() ? { ok: true, value } : lockedReply
  } catch (error) {
    const failure = asFailure(error)
    // The message of an error that is not ours may quote anything: only its name and the way here are written down.
    if (failure.code === 'unexpected')
      console.error(`${name} failed: ${failure.message}`, wayHere(failure.cause))
    return mayTell() ? { ok: false, ...reportOf(failure) } : lockedReply
  }
}

const lockedReply = { ok: false, code: 'app_locked', message: 'Keyfob is locked', facts: {} } as const

/** What a locked Keyfob still answers: nothing of any account. */
const whileLocked: ReadonlySet<Method> = new Set([
  'isLocked',
  'lock',
  'unlock',
  'checkVault',
  'restart',
  'getSettings',
  'getAppInfo',
])

const removingReply = {
  ok: false,
  code: 'shutting_down',
  message: 'everything is being removed',
  facts: {},
} as const

/** What is still answered while everything is being removed: nothing that would bring anything here. */
const whileRemoving: ReadonlySet<Method> = new Set([
  'isLocked',
  'lock',
  'unlock',
  'getRemoval',
  'startRemoval',
  'finishRemoval',
  'stopRemoval',
  'quit',
  'restart',
  'checkVault',
  'listProviders',
  'listAccounts',
  'getSettings',
  'getAppInfo',
  'openWebPage',
  'copyText',
])

function refuse(message: string): Reply<never> {
  return { ok: false, code: 'bad_request', message, facts: {} }
}

function wayHere(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
