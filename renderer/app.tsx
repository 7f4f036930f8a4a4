import { Suspense, useCallback, useEffect, useState } from 'react'
import { AppContext, type AppServices, usePlace, useSelect } from './app-context'
import { MoreMenuList } from './components/more-menu'
import { Notices } from './components/notices'
import { onDemand } from './components/on-demand'
import { afterFirstPaint, untilIdle } from './first-paint'
import { useFoundFocus } from './hooks/use-found-focus'
import { useShortcuts } from './hooks/use-shortcuts'
import { useWishes } from './hooks/use-wishes'
import { AccountDialog, AccountsScreen } from './screens/accounts/accounts-screen'
import { LockScreen } from './screens/lock/lock-screen'
import { ScreenSkeleton } from './screens/shell/screen-skeleton'
import { Shell } from './screens/shell/shell'
import { TitleBar } from './screens/shell/title-bar'
import { text } from './text'

const BrowseScreen = onDemand(async () => (await import('./screens/browse/browse-screen')).BrowseScreen)
const ActivityScreen = onDemand(
  async () => (await import('./screens/activity/activity-screen')).ActivityScreen,
)
const TraceScreen = onDemand(async () => (await import('./screens/trace/trace-screen')).TraceScreen)
const SettingsScreen = onDemand(
  async () => (await import('./screens/settings/settings-screen')).SettingsScreen,
)
const DoctorScreen = onDemand(async () => (await import('./screens/doctor/doctor-screen')).DoctorScreen)
const RemovalScreen = onDemand(async () => (await import('./screens/removal/removal-screen')).RemovalScreen)
const ConnectDialog = onDemand(async () => (await import('./screens/connect/connect-dialog')).ConnectDialog)
const Palette = onDemand(async () => (await import('./screens/palette/palette')).Palette)
const ShortcutsDialog = onDemand(
  async () => (await import('./screens/shell/shortcuts-dialog')).ShortcutsDialog,
)
const laterParts = [
  MoreMenuList,
  AccountDialog,
  ConnectDialog,
  BrowseScreen,
  SettingsScreen,
  Palette,
  ActivityScreen,
  TraceScreen,
  DoctorScreen,
  RemovalScreen,
]

export function App({ services }: { readonly services: AppServices }) {
  return (
    <AppContext value={services}>
      <TitleBar />
      <Window services={services} />
    </AppContext>
  )
}

function Window({ services }: { readonly services: AppServices }) {
  const locked = useSelect((state) => state.locked)
  const removal = useSelect((state) => state.removal)
  const notices = useSelect((state) => state.notices)
  useFoundFocus()
  useAppearance()
  usePreloading()

  if (locked) return <LockScreen />
  return (
    <>
      {removal !== undefined && removal.state !== 'none' ? (
        <Suspense fallback={null}>
          <RemovalScreen status={removal} />
        </Suspense>
      ) : (
        <Workspace services={services} />
      )}
      <Notices
        label={text.notices.region}
        closeLabel={text.close}
        lines={notices}
        onClose={services.commands.closeNotice}
      />
    </>
  )
}

/** All that one moves about in. It goes away with a lock, and no key opens anything behind that. */
function Workspace({ services: { navigation, commands } }: { readonly services: AppServices }) {
  const connecting = useSelect((state) => state.connecting)
  const [opened, setOpened] = useState<'search' | 'shortcuts' | null>(null)
  const search = useCallback(() => setOpened('search'), [])
  const help = useCallback(() => setOpened('shortcuts'), [])
  const close = () => setOpened(null)
  useShortcuts(navigation, search, help)
  useWishes(search, help)

  return (
    <>
      <Shell onSearch={search}>
        <Suspense fallback={<ScreenSkeleton />}>
          <Screen />
        </Suspense>
      </Shell>
      <Suspense fallback={null}>
        {connecting !== null && <ConnectDialog wish={connecting} onClose={commands.stopConnecting} />}
        {opened === 'search' && <Palette onClose={close} />}
        {opened === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </>
  )
}

function Screen() {
  const place = usePlace()
  switch (place.screen) {
    case 'accounts':
      return <AccountsScreen />
    case 'browse':
      return <BrowseScreen place={place} />
    case 'activity':
      return <ActivityScreen place={place} />
    case 'trace':
      return <TraceScreen key={place.flowId} flowId={place.flowId} />
    case 'settings':
      return <SettingsScreen tab={place.tab} />
    case 'doctor':
      return <DoctorScreen />
  }
}

/** The stylesheet follows the system unless `data-appearance` says otherwise. */
function useAppearance() {
  const appearance = useSelect((state) => state.settings?.appearance)
  useEffect(() => {
    if (appearance === undefined || appearance === 'system')
      delete document.documentElement.dataset.appearance
    else document.documentElement.dataset.appearance = appearance
  }, [appearance])
}

/** What the first screen does not need is fetched part by part, when it is painted and nothing else is to be done. */
function usePreloading() {
  useEffect(() => {
    let left = false
    const callOff = afterFirstPaint(async () => {
      for (const part of laterParts) {
        await untilIdle()
        if (left) return
        await part.preload()
      }
    })
    return () => {
      left = true
      callOff()
    }
  }, [])
}
