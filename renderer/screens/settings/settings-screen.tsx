import { useEffect } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useApp } from '../../app-context'
import { type SettingsTab, settingsTabs } from '../../navigation'
import { text } from '../../text'
import layout from '../layout.module.css'
import { AboutTab } from './about-tab'
import { AccessTab } from './access-tab'
import { AppearanceTab } from './appearance-tab'
import { BackupTab } from './backup/backup-tab'
import { NetworkTab } from './network-tab'
import { NotificationsTab } from './notifications-tab'
import { ProvidersTab } from './providers/providers-tab'
import { SecurityTab } from './security-tab'
import styles from './settings-screen.module.css'

export function SettingsScreen({ tab }: { readonly tab: SettingsTab }) {
  const { commands, keyfob, navigation, store } = useApp()
  useEffect(
    () => () => {
      // Whoever looks at the steps of one comes back to it.
      if (navigation.current().screen !== 'trace') commands.clearEndedRevocations()
    },
    [commands, navigation],
  )
  useEffect(() => {
    // Known by the time that About is looked at, so that nothing moves there.
    keyfob.getUpdate({}).then(
      (update) => store.change(() => ({ update })),
      () => undefined,
    )
  }, [keyfob, store])

  return (
    <div className={layout.screen}>
      <header className={layout.header}>
        <h1 className={layout.title}>{text.settings.title}</h1>
      </header>
      <Tabs
        selectedKey={tab}
        onSelectionChange={(key) => {
          const chosen = settingsTabs.find((candidate) => candidate === key)
          if (chosen !== undefined) navigation.replace({ screen: 'settings', tab: chosen })
        }}
      >
        <TabList className={styles.tabs ?? ''} aria-label={text.settings.title}>
          {settingsTabs.map((id) => (
            <Tab key={id} id={id} className={styles.tab ?? ''}>
              {text.settings.tabs[id]}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="access" className={styles.panel ?? ''}>
          <AccessTab />
        </TabPanel>
        <TabPanel id="providers" className={styles.panel ?? ''}>
          <ProvidersTab />
        </TabPanel>
        <TabPanel id="security" className={styles.panel ?? ''}>
          <SecurityTab />
        </TabPanel>
        <TabPanel id="network" className={styles.panel ?? ''}>
          <NetworkTab />
        </TabPanel>
        <TabPanel id="notifications" className={styles.panel ?? ''}>
          <NotificationsTab />
        </TabPanel>
        <TabPanel id="backup" className={styles.panel ?? ''}>
          <BackupTab />
        </TabPanel>
        <TabPanel id="appearance" className={styles.panel ?? ''}>
          <AppearanceTab />
        </TabPanel>
        <TabPanel id="about" className={styles.panel ?? ''}>
          <AboutTab />
        </TabPanel>
      </Tabs>
    </div>
  )
}
