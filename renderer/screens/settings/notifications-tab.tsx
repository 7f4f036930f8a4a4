import { Bell } from 'lucide-react'
import { useApp, useSelect } from '../../app-context'
import { Button } from '../../components/button'
import { TickBox } from '../../components/tick-box'
import { useAnswer } from '../../hooks/use-answer'
import { text } from '../../text'
import layout from '../layout.module.css'
import { SettingLine } from './setting-line'
import styles from './tab.module.css'

export function NotificationsTab() {
  const { keyfob, commands } = useApp()
  const settings = useSelect((state) => state.settings)
  const tray = useAnswer(() => keyfob.getTray({})).value
  return (
    <div className={styles.sections}>
      <section className={layout.card} aria-labelledby="notifications-heading">
        <SettingLine
          icon={Bell}
          id="notifications-heading"
          title={text.notifications.title}
          words={text.notifications.words}
        >
          <Button onPress={() => commands.openSystemSettings('notifications')}>
            {text.notifications.systemSettings}
          </Button>
        </SettingLine>
        <div className={styles.below}>
          <TickBox
            label={text.notifications.on}
            isSelected={settings?.notifications ?? true}
            onChange={(notifications) => void commands.changeSettings({ notifications })}
          />
        </div>
      </section>
      <section className={layout.card} aria-labelledby="tray-heading">
        <div className={styles.block}>
          <h2 id="tray-heading">{text.notifications.trayTitle}</h2>
        </div>
        <div className={styles.below}>
          <TickBox
            label={text.notifications.keepInTray}
            explanation={
              tray?.isShown === false ? text.notifications.noTray : text.notifications.keepInTrayWords
            }
            isDisabled={tray?.isShown !== true}
            isSelected={(settings?.keepInTray ?? false) && tray?.isShown !== false}
            onChange={(keepInTray) => void commands.changeSettings({ keepInTray })}
          />
        </div>
      </section>
    </div>
  )
}
