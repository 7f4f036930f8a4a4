import { Failure } from '../../shared/failure'
import type { Provider } from './provider'
import { sandbox } from './sandbox'

/** Every provider Keyfob knows, in the order of the provider grid. */
export const catalogue: readonly Provider[] = [sandbox]

/** Throws `not_found`. */
export function findProvider(id: string, providers: readonly Provider[] = catalogue): Provider {
  const provider = providers.find((each) => each.id === id)
  if (!provider) throw new Failure('not_found', 'no such provider', { facts: { subject: id } })
  return provider
}
