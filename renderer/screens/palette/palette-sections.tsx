import { Activity, KeyRound, Plus, Settings, Stethoscope, Table2 } from 'lucide-react'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useApp, useSelect } from '../../app-context'
import type { Commands } from '../../commands'
import { MarkTile } from '../../components/mark-tile'
import { ResourceIcon } from '../../components/resource-icon'
import { type Navigation, type Place, settingsTabs } from '../../navigation'
import { faceOf, whereAndWho } from '../../people'
import type { State } from '../../store'
import { text } from '../../text'

export interface PaletteEntry {
  readonly id: string
  readonly label: string
  readonly note?: string
  readonly icon: ReactNode
  /** Choosing it does not end the search. */
  readonly staysOpen?: boolean
  readonly run: () => void
}

export interface PaletteSection {
  readonly id: string
  readonly title: string
  /** Where its entries come from. */
  readonly aside?: string
  readonly entries: readonly PaletteEntry[]
}

const icon = { size: 16, strokeWidth: 1.75 } as const

export function usePaletteSections(): readonly PaletteSection[] {
  const { navigation, commands } = useApp()
  const accounts = useSelect((state) => state.accounts)
  const providers = useSelect((state) => state.providers)
  const resources = useSelect((state) => state.resources)
  useEffect(() => void commands.loadMissingResources(), [commands])
  // A thousand accounts have ten thousand entries: not again for every letter.
  return useMemo(
    () => sectionsOf({ accounts, providers, resources }, navigation, commands),
    [accounts, providers, resources, navigation, commands],
  )
}

function sectionsOf(
  { accounts, providers, resources }: Pick<State, 'accounts' | 'providers' | 'resources'>,
  navigation: Navigation,
  commands: Commands,
): readonly PaletteSection[] {
  const providerOf = (id: string) => providers.find((candidate) => candidate.id === id)

  const screen = (label: string, picture: ReactNode, place: Place): PaletteEntry => ({
    id: `screen-${label}`,
    label,
    icon: picture,
    run: () => navigation.go(place),
  })

  return [
    {
      id: 'accounts',
      title: text.palette.accounts,
      entries: accounts.map((account) => {
        const face = faceOf(providerOf(account.providerId), account.providerId)
        return {
          id: `account-${account.id}`,
          label: account.label,
          note: whereAndWho(face.name, account),
          icon: <MarkTile {...face} size={20} />,
          run: () => navigation.go({ screen: 'browse', accountId: account.id }),
        }
      }),
    },
    {
      id: 'resources',
      title: text.palette.resources,
      entries: accounts.flatMap((account) =>
        (resources.get(account.id) ?? []).map((resource) => ({
          id: `resource-${account.id}-${resource.id}`,
          label: resource.label,
          note: account.label,
          icon: <ResourceIcon name={resource.icon} />,
          run: () => navigation.go({ screen: 'browse', accountId: account.id, resourceId: resource.id }),
        })),
      ),
    },
    {
      id: 'screens',
      title: text.palette.screens,
      entries: [
        screen(text.navigation.accounts, <KeyRound {...icon} />, { screen: 'accounts' }),
        screen(text.navigation.browse, <Table2 {...icon} />, { screen: 'browse' }),
        screen(text.navigation.activity, <Activity {...icon} />, { screen: 'activity' }),
        screen(text.doctor.title, <Stethoscope {...icon} />, { screen: 'doctor' }),
        ...settingsTabs.map((tab) =>
          screen(`${text.navigation.settings}: ${text.settings.tabs[tab]}`, <Settings {...icon} />, {
            screen: 'settings',
            tab,
          }),
        ),
      ],
    },
    {
      id: 'connect',
      title: text.palette.connect,
      entries: [
        {
          id: 'connect',
          label: text.connect.chooseTitle,
          icon: <Plus {...icon} />,
          run: () => commands.startConnecting({}),
        },
        ...providers
          .filter(({ forbidden }) => forbidden !== true)
          .map((provider) => ({
            id: `connect-${provider.id}`,
            label: text.palette.connectTo(provider.name),
            icon: <MarkTile {...faceOf(provider, provider.id)} size={20} />,
            run: () => commands.startConnecting({ providerId: provider.id }),
          })),
      ],
    },
  ]
}
