import { useEffect, useState } from 'react'
import type { FailureReport } from '../../../shared/failure'
import { useApp, useSelect } from '../../app-context'
import { toFailureReport } from '../../keyfob'
import type { BrowsePlace } from '../../navigation'
import { AccountBrowser } from './account-browser'
import { ChooseAccount } from './choose-account'

/** Finds the account to look into and what it can list; without one, asks which. */
export function BrowseScreen({ place }: { readonly place: BrowsePlace }) {
  const { commands, navigation } = useApp()
  const accounts = useSelect((state) => state.accounts)
  const resources = useSelect((state) => state.resources)
  const [failure, setFailure] = useState<FailureReport | null>(null)
  const account = accounts.find((candidate) => candidate.id === place.accountId)
  const accountId = account?.id
  const granted = account?.scopes.granted.join(' ')

  // What can be listed depends on the scopes granted, so it is asked again when they change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `granted` is the reason to ask again
  useEffect(() => {
    if (accountId === undefined) return
    setFailure(null)
    commands.loadResources(accountId).catch((error: unknown) => setFailure(toFailureReport(error)))
  }, [commands, accountId, granted])

  const only = accounts.length === 1 ? accounts[0] : undefined
  useEffect(() => {
    if (place.accountId === undefined && only !== undefined)
      navigation.replace({ screen: 'browse', accountId: only.id })
  }, [navigation, place.accountId, only])

  if (account === undefined) return <ChooseAccount accounts={accounts} />
  return (
    <AccountBrowser
      key={account.id}
      account={account}
      place={place}
      resources={resources.get(account.id)}
      failure={failure}
    />
  )
}
