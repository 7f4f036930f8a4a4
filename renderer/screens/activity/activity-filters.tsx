import type { ActivityEntry } from '../../../shared/activity'
import { useApp, useSelect } from '../../app-context'
import { Picker } from '../../components/picker'
import { activityTopics, type Place } from '../../navigation'
import { text } from '../../text'

interface ActivityFiltersProps {
  readonly place: Extract<Place, { screen: 'activity' }>
  readonly activity: readonly ActivityEntry[]
}

const all = 'all'

/** Which account and what about: kept with the place, so that going back finds it as it was. */
export function ActivityFilters({ place, activity }: ActivityFiltersProps) {
  const { navigation } = useApp()
  const accounts = useSelect((state) => state.accounts)
  const { accountId, topic } = place
  return (
    <>
      <Picker
        label={text.activity.topic}
        value={topic ?? all}
        options={[
          { value: all, label: text.activity.everything },
          ...activityTopics.map((value) => ({ value, label: text.activity.topics[value] })),
        ]}
        onChange={(value) => {
          const chosen = activityTopics.find((candidate) => candidate === value)
          navigation.replace({
            screen: 'activity',
            ...(accountId === undefined ? {} : { accountId }),
            ...(chosen === undefined ? {} : { topic: chosen }),
          })
        }}
      />
      <Picker
        label={text.activity.filter}
        value={accountId ?? all}
        options={[{ value: all, label: text.activity.everyone }, ...optionsOf(accounts, activity)]}
        onChange={(value) =>
          navigation.replace({
            screen: 'activity',
            ...(value === all ? {} : { accountId: value }),
            ...(topic === undefined ? {} : { topic }),
          })
        }
      />
    </>
  )
}

/** Accounts that are here, and those that are gone but left a story. */
function optionsOf(
  accounts: readonly { readonly id: string; readonly label: string }[],
  activity: readonly ActivityEntry[],
) {
  const labels = new Map(accounts.map((account) => [account.id, account.label]))
  for (const { accountId, label } of activity)
    if (accountId !== undefined && label !== undefined && !labels.has(accountId)) labels.set(accountId, label)
  return [...labels].map(([value, label]) => ({ value, label }))
}
