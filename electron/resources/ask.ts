import { Failure } from '../../shared/failure'
import type { AccountsWorld } from '../accounts/world'
import { type Answer, refusalWords } from '../http/authorized'
import { jsonIn } from '../http/json-in'
import { isTooNarrow, readRefusalBody } from '../http/refusal-body'
import { textField } from '../support/field'
import type { ListPlace, PlaceWorld } from './list-place'
import { narrowScopes } from './missing-scopes'
import type { PageRequest } from './paging'
import type { PatientExchange } from './patient'
import type { Task } from './tasks'

export interface AskWorld extends PlaceWorld {
  readonly patient: PatientExchange
  readonly now: () => number
  readonly activity: AccountsWorld['activity']
}

/** Somebody looks at the screen. ms */
export const whileSomebodyWaits = 60_000

/**
 * Asks for one page or item and gives back the JSON in the answer. Throws the failures of any request, and
 * `resource_refused`, `insufficient_scope` or `invalid_token` for a refusal that came with a 200.
 */
export async function ask(
  place: ListPlace,
  request: PageRequest,
  task: Task,
  world: AskWorld,
  longestWait = whileSomebodyWaits,
): Promise<{ readonly body: unknown; readonly answer: Answer }> {
  const headers = { ...place.target.headers, ...request.headers }
  const answer = await refusalsNoted(place.account, world, () =>
    world.patient({ ...place.target, headers }, request.url, {
      method: request.body === undefined ? 'GET' : 'POST',
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: task.signal,
      longestWait,
      onAsk: () => task.tell({ state: 'asking' }),
      onWait: (until, why) => task.tell({ state: 'waiting', until, why }),
    }),
  ).catch((error: unknown) => {
    throw error instanceof Failure ? narrowed(error, place) : error
  })
  const { refusedBy } = place.target
  const words = refusedBy && refusalWords(answer.text, refusedBy)
  if (words !== undefined) {
    throw new Failure('invalid_token', `${answer.url.host} refused the token`, {
      facts: { stage: 'resource', host: answer.url.host, status: answer.status, serverError: words },
    })
  }
  const body = jsonIn(answer)
  const { errorPath } = place.resource
  const error = errorPath === undefined ? undefined : textField(body, errorPath)
  if (error === undefined) return { body, answer }
  throw refusedWithSuccess(error, answer, place)
}

/** A refusal in the words of an answer that has the status of a success. */
function refusedWithSuccess(error: string, { text, status, url }: Answer, place: ListPlace): Failure {
  const { scopes } = readRefusalBody(text)
  const failure = new Failure(
    isTooNarrow(error) ? 'insufficient_scope' : 'resource_refused',
    `${url.host} refused with ${status}`,
    {
      facts: {
        stage: 'resource',
        host: url.host,
        serverError: error.slice(0, 80),
        subject: place.resource.label,
        ...(scopes.length > 0 ? { missingScopes: scopes } : {}),
      },
    },
  )
  return narrowed(failure, place)
}

function narrowed(failure: Failure, { account, grounds, resource }: ListPlace): Failure {
  return narrowScopes(failure, account, grounds.provider, resource)
}

/** An address that the token must not go to is refused, and the account's story tells so. */
export async function refusalsNoted<T>(
  { id, label, providerId }: ListPlace['account'],
  { activity }: Pick<AskWorld, 'activity'>,
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task()
  } catch (error) {
    if (error instanceof Failure && (error.code === 'foreign_origin' || error.code === 'redirect_refused')) {
      const { code, message, facts } = error
      const place = facts.subject ?? facts.host
      activity.record({
        kind: 'request_refused',
        providerId,
        accountId: id,
        label,
        failure: { code, message, facts },
        ...(place === undefined ? {} : { detail: place }),
      })
    }
    throw error
  }
}
